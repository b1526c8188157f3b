package org.cloudmesh.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Passes connections on to a port of this machine, and cuts the first one after so many bytes. */
final class CuttingRelay implements AutoCloseable {

    /** The direction whose bytes are counted. */
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private final int port;
    private final Direction direction;
    private final long bytes;
    private final ServerSocket server;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);
    private final AtomicLong passed = new AtomicLong();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    CuttingRelay(int port, Direction direction, long bytes) throws IOException {
        this.port = port;
        this.direction = direction;
        this.bytes = bytes;
        server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many bytes of the first connection went that way. */
    long passed() {
        return passed.get();
    }

    private void accept() throws IOException {
        while (true) {
            var client = kept(server.accept());
            var behind = kept(new Socket(server.getInetAddress(), port));
            boolean isCut = isFirst.getAndSet(false);
            start(() -> pass(client, behind, isCut && direction == Direction.TO_SERVER));
            start(() -> pass(behind, client, isCut && direction == Direction.TO_CLIENT));
        }
    }

    private void pass(Socket from, Socket to, boolean isCut) throws IOException {
        try (from;
                to) {
            var buffer = new byte[8192];
            for (int count = 0; count >= 0; count = from.getInputStream().read(buffer)) {
                int some = isCut ? (int) Math.min(count, bytes - passed.get()) : count;
                to.getOutputStream().write(buffer, 0, some);
                if (isCut) {
                    passed.addAndGet(some);
                }
                if (some < count) {
                    return;
                }
            }
        }
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // That is how the other end, or the test, closes.
            }
        });
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
