// Reads LZ4 frames, in which the service sends its records (kafkajs brings no LZ4, and lz4js misreads frames with checksums of blocks).
// Checksums are not checked: Kafka's own covers the batch.

const LARGEST_BLOCK = { 4: 2 ** 16, 5: 2 ** 18, 6: 2 ** 20, 7: 2 ** 22 };

export function decompress(frame) {
  const flags = frame[4];
  const [dictionary, contentSize, blockChecksums] = [flags & 1, flags & 8, flags & 16];
  const largest = LARGEST_BLOCK[(frame[5] >> 4) & 7];
  if (frame.readUInt32LE(0) !== 0x184d2204 || flags >> 6 !== 1 || dictionary || !largest) {
    throw new Error("is no LZ4 frame that can be read");
  }
  let at = 7 + (contentSize ? 8 : 0);
  let out = Buffer.alloc(largest);
  let length = 0;
  for (let size = frame.readUInt32LE(at); size; size = frame.readUInt32LE(at)) {
    at += 4;
    const stored = size >= 2 ** 31; // the highest bit: the block is not compressed
    const block = frame.subarray(at, (at += stored ? size - 2 ** 31 : size));
    if (length + largest > out.length) out = Buffer.concat([out, Buffer.alloc(out.length + largest)]);
    length = stored ? length + block.copy(out, length) : inflate(block, out, length);
    if (blockChecksums) at += 4;
  }
  return out.subarray(0, length);
}

// Writes what `block` holds into `out` from `to` on, and returns where that ends.
function inflate(block, out, to) {
  let at = 0;
  const more = (count) => {
    for (let byte = 255; count >= 15 && byte === 255; count += byte) byte = block[at++];
    return count;
  };
  while (at < block.length) {
    const token = block[at++];
    const literals = more(token >> 4);
    to += block.copy(out, to, at, at + literals);
    at += literals;
    if (at >= block.length) break; // the last sequence is of literals alone
    const distance = block.readUInt16LE(at);
    at += 2;
    const end = to + more(token & 15) + 4;
    for (; to < end; to++) out[to] = out[to - distance]; // byte by byte: it may repeat what it writes
  }
  return to;
}
