package org.cloudmesh.jclouds.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.cloudmesh.spi.Deadline;

/** Lets no request wait beyond the deadline of its verb. jclouds knows no deadline, but sends on the thread that asked. */
final class DeadlineInterceptor implements Interceptor {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_ANSWER = Duration.ofDays(1);

    /** Of the request that this thread sends: one at a time, whichever cloud it goes to. */
    private static final ThreadLocal<Deadline> DEADLINES = new ThreadLocal<>();

    void begin(Deadline deadline) {
        DEADLINES.set(deadline);
    }

    void end() {
        DEADLINES.remove();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var deadline = DEADLINES.get();
        if (deadline == null) {
            return chain.proceed(chain.request());
        }
        int silence = millis(deadline, LONGEST_SILENCE);
        var response = chain.withConnectTimeout(millis(deadline, LONGEST_CONNECT), TimeUnit.MILLISECONDS)
                .withReadTimeout(silence, TimeUnit.MILLISECONDS)
                .withWriteTimeout(silence, TimeUnit.MILLISECONDS)
                .proceed(chain.request());
        var body = response.body();
        if (body != null) {
            // However small the pieces it comes in.
            body.source().timeout().deadline(nanos(deadline), TimeUnit.NANOSECONDS);
        }
        return response;
    }

    /** Not 0, which it would refuse. */
    private static long nanos(Deadline deadline) {
        var left = deadline.remaining();
        return Math.max(1, (left.compareTo(LONGEST_ANSWER) < 0 ? left : LONGEST_ANSWER).toNanos());
    }

    /** Not 0, which means for ever. */
    private static int millis(Deadline deadline, Duration longest) {
        var left = deadline.remaining();
        return (int) Math.max(1, (left.compareTo(longest) < 0 ? left : longest).toMillis());
    }
}
