import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every event or incident once, as a line of JSON: each revision that is newer than what was seen of its key.
 *
 * <p>Needs kafka-clients and jackson-databind on the class path (with a build tool, or a folder of jars):
 *
 * <pre>java -cp 'jars/*' Reader.java localhost:9092 news.events.defection news.incidents [--until-end]</pre>
 *
 * <p>It commits nothing, so it reads from the beginning at each start: the highest revision of each key is then known again without
 * being stored.
 */
public final class Reader {
    /** Readers of one group share the partitions; a key is always in the same one. */
    private static final String GROUP = "demarche-example-java";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        List<String> topics = new ArrayList<>(List.of(arguments));
        boolean untilEnd = topics.remove("--until-end");
        if (topics.size() < 2) {
            System.err.println("usage: java -cp 'jars/*' Reader.java BOOTSTRAP TOPIC... [--until-end]");
            System.exit(2);
        }
        Properties settings = new Properties();
        settings.put("bootstrap.servers", topics.remove(0));
        settings.put("group.id", GROUP);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        Map<String, Integer> newest = new HashMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(topics);
            do {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                    int revision = JSON.readTree(record.value()).get("revision").intValue();
                    String key = record.topic() + " " + record.key();
                    // After a failure the service writes records again, older revisions after newer ones.
                    if (revision > newest.getOrDefault(key, 0)) {
                        newest.put(key, revision);
                        OUT.println(record.value());
                    }
                }
            } while (!(untilEnd && atEnd(consumer)));
        }
    }

    private static boolean atEnd(KafkaConsumer<String, String> consumer) {
        return !consumer.assignment().isEmpty()
                && consumer.endOffsets(consumer.assignment()).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
