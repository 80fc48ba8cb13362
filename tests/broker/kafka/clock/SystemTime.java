package org.apache.kafka.common.utils;

import java.util.function.Supplier;

/** In the place of Kafka's own class: a time of day that is wrong by `demarche.clock.ahead.ms`. The monotonic clock, by which it waits, is right. */
class SystemTime implements Time {
    private static final SystemTime ONE = new SystemTime();
    private static final long AHEAD = Long.getLong("demarche.clock.ahead.ms", 0);

    public static SystemTime getSystemTime() {
        return ONE;
    }

    @Override
    public long milliseconds() {
        return System.currentTimeMillis() + AHEAD;
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long ms) {
        Utils.sleep(ms);
    }

    @Override
    public void waitObject(Object changing, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        synchronized (changing) {
            while (!condition.get()) {
                long left = deadlineMs - milliseconds();
                if (left <= 0) {
                    throw new org.apache.kafka.common.errors.TimeoutException("Condition not satisfied before deadline");
                }
                changing.wait(left);
            }
        }
    }
}
