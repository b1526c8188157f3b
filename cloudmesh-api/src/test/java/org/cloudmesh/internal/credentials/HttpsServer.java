package org.cloudmesh.internal.credentials;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Answers each request with 204, on 127.0.0.1. The JDK's own is in a module that this one does not read. */
final class HttpsServer implements AutoCloseable {

    private final SSLServerSocket socket;
    private final Thread thread = new Thread(this::serve, "https-server");

    HttpsServer(SSLContext context) throws IOException {
        socket = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        thread.start();
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                var line = lines.readLine();
                while (line != null && !line.isEmpty()) {
                    line = lines.readLine();
                }
                client.getOutputStream().write("HTTP/1.1 204 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // A client that does not trust this server hangs up, which is what is tested; or the socket was closed.
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        thread.join();
    }
}
