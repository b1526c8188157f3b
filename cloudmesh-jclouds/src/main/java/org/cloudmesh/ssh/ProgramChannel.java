package org.cloudmesh.ssh;

import static net.schmizz.sshj.common.DisconnectReason.PROTOCOL_ERROR;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;
import org.cloudmesh.Line;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Output;
import org.jspecify.annotations.Nullable;

/**
 * A session whose two outputs go, in the order they came, into one queue that its user empties: no thread is needed to
 * read them apart, and neither can block the other. The node is allowed to send more as the queue is emptied, so it is
 * never longer than the window. What the wrapper reads is sent from the same loop, as far as the node takes it.
 *
 * <p>sshj's own streams stay unused. Its reader thread fills the queue; one other thread calls everything else, but for the
 * program's own input, which a third may send.
 */
final class ProgramChannel extends SessionChannel {

    // Guarded by this, as is all state. What notifyError may touch has no initializer: sshj can call it from the
    // constructor on, and an initializer would undo what it did.
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int queuedBytes;
    private @Nullable Integer status;
    private @Nullable String signal;
    private boolean isRefused;
    private boolean isAbandoned;
    private boolean hasEnded;
    private @Nullable SSHException fault;
    private @Nullable Throwable inputFault;

    private byte[] input = new byte[0];
    private int inputSent;
    private boolean isStarted;
    private boolean isInputOver = true;
    private boolean hasMoreInput;

    ProgramChannel(Connection connection) {
        super(connection);
    }

    /**
     * Opens the channel.
     *
     * @return whether it was opened before the deadline
     * @throws SSHException if the node refused, or the connection is broken
     */
    boolean open(Deadline deadline) throws InterruptedException, SSHException {
        requestOpen();
        return awaitOpen(deadline);
    }

    /** Asks for the channel to be opened, and does not wait for the answer. */
    void requestOpen() throws SSHException {
        trans.write(buildOpenReq());
    }

    /** The rest of {@link #open}. */
    boolean awaitOpen(Deadline deadline) throws InterruptedException, SSHException {
        synchronized (this) {
            while (!openEvent.isSet() && fault == null && !hasEnded && !deadline.isExpired()) {
                wait(Waits.millis(deadline));
            }
            if (fault != null) {
                throw fault;
            }
        }
        // If the node refused, this throws its reason.
        return openEvent.tryAwait(1, TimeUnit.MILLISECONDS);
    }

    /** Asks the node to run a command line, and does not wait for the answer. */
    void start(String commandLine) throws SSHException {
        start(commandLine, new byte[0], false);
    }

    /**
     * As {@link #start(String)}, and then sends it some input.
     *
     * @param isMoreToCome whether {@link #endInput} will say where it ends
     */
    void start(String commandLine, byte[] begin, boolean isMoreToCome) throws SSHException {
        input = begin;
        isInputOver = begin.length == 0;
        hasMoreInput = isMoreToCome;
        isStarted = true;
        sendChannelRequest("exec", true, new Buffer.PlainBuffer().putString(commandLine, getRemoteCharset()));
    }

    /**
     * Passes output on until the node has closed the channel.
     *
     * @return whether it did before the deadline
     * @throws SSHException if the connection broke first
     */
    boolean drain(Output output, Deadline deadline) throws InterruptedException, SSHException, InputFailure {
        return drain(output, deadline, () -> false);
    }

    /**
     * As {@link #drain}, until what is wanted of the output was in it, and whatever interrupts come: they are kept for
     * later.
     */
    boolean drainUninterrupted(Output output, Deadline deadline, BooleanSupplier isEnough) throws SSHException {
        boolean isInterrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return drain(output, deadline, isEnough);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (InputFailure e) {
                    log.debug("It cannot be read on", e);
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes no notice of the output; nobody sends input. */
    void drain(Deadline deadline) throws InterruptedException, SSHException {
        try {
            drain((stream, bytes, offset, length) -> {}, deadline);
        } catch (InputFailure e) {
            throw new IllegalStateException("there is no input", e);
        }
    }

    /** As {@link #drain}, or until what is wanted of the output was in it. */
    boolean drain(Output output, Deadline deadline, BooleanSupplier isEnough)
            throws InterruptedException, SSHException, InputFailure {
        while (!isEnough.getAsBoolean()) {
            sendInput();
            var chunk = next(deadline);
            if (chunk != null) {
                output.write(chunk.channel, chunk.bytes, 0, chunk.length);
                widen(chunk.length);
            } else if (hasEnded()) {
                return true;
            }
            if (deadline.isExpired()) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }

    /**
     * Whether the command line and all that the wrapper waits for may have arrived: it runs nothing without the last byte.
     */
    boolean isInputWhole() {
        return isStarted && inputSent == input.length;
    }

    /** How the program ended, if the node has said so. */
    synchronized @Nullable Exit exit() {
        return status == null && signal == null ? null : new Exit(signal == null ? status : null, signal);
    }

    /** Whether the node would not run the command line at all. */
    synchronized boolean isRefused() {
        return isRefused;
    }

    /** Says goodbye and waits for no answer; what still comes is dropped. sshj's own close waits for the process. */
    void abandon() {
        synchronized (this) {
            isAbandoned = true;
            chunks.clear();
            notifyAll();
        }
        closeIfOpen();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        switch (message) {
            case CHANNEL_DATA -> receive(Line.Channel.STDOUT, packet);
            case CHANNEL_EXTENDED_DATA -> {
                packet.readUInt32(); // the type; 1, stderr, is the only one there is (RFC 4254, 5.2)
                receive(Line.Channel.STDERR, packet);
            }
            default -> super.handle(message, packet);
        }
        synchronized (this) {
            isRefused |= message == Message.CHANNEL_FAILURE;
            notifyAll();
        }
        if (message == Message.CHANNEL_OPEN_CONFIRMATION && isAbandoned()) {
            closeIfOpen();
        }
    }

    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        try {
            switch (request) {
                case "exit-status" -> ended(packet.readUInt32AsInt(), null);
                // sshj would close the channel here, whose last output may still be under way.
                case "exit-signal" -> ended(null, packet.readString());
                default -> super.handleRequest(request, packet);
            }
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public void notifyError(SSHException error) {
        synchronized (this) {
            fault = error;
            notifyAll();
        }
        super.notifyError(error);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        synchronized (this) {
            hasEnded = true;
            notifyAll();
        }
    }

    private synchronized void ended(@Nullable Integer withStatus, @Nullable String bySignal) {
        status = withStatus;
        signal = bySignal;
    }

    private synchronized boolean hasEnded() {
        return hasEnded && chunks.isEmpty();
    }

    private synchronized boolean isAbandoned() {
        return isAbandoned;
    }

    private void receive(Line.Channel channel, SSHPacket packet) throws SSHException {
        int length = packet.readUInt32AsInt();
        if (length < 0 || length > getLocalMaxPacketSize() || length > packet.available()) {
            throw new ConnectionException(PROTOCOL_ERROR, "Bad item length: " + length);
        }
        lwin.consume(length);
        synchronized (this) {
            if (isAbandoned || length == 0) {
                return;
            }
            var last = chunks.peekLast();
            if (last == null || last.channel != channel || !last.hasRoomFor(length)) {
                last = new Chunk(channel);
                chunks.addLast(last);
            }
            last.append(packet.array(), packet.rpos(), length);
            queuedBytes += length;
        }
    }

    private synchronized @Nullable Chunk next(Deadline deadline)
            throws InterruptedException, SSHException, InputFailure {
        while (chunks.isEmpty()
                && !hasEnded
                && fault == null
                && inputFault == null
                && !canSend()
                && !deadline.isExpired()) {
            wait(Waits.millis(deadline));
        }
        var chunk = chunks.pollFirst();
        if (chunk == null && !hasEnded && inputFault != null) {
            var failure = new InputFailure(inputFault);
            inputFault = null;
            throw failure;
        }
        // A node may reset the connection once everything was said.
        if (chunk == null && fault != null && (exit() == null || !isEOF())) {
            throw fault;
        }
        return chunk;
    }

    private void widen(int consumed) throws SSHException {
        long missing;
        synchronized (this) {
            queuedBytes -= consumed;
            missing = conn.getWindowSize() - lwin.getSize() - queuedBytes;
        }
        if (missing >= conn.getWindowSize() / 2) {
            // Before it is sent: the node may use it before we would have noted it.
            lwin.expand(missing);
            sendIfOpen(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(missing));
        }
    }

    private boolean canSend() {
        return !isInputOver && (inputSent == input.length || rwin.getSize() > 0);
    }

    private void sendInput() throws SSHException {
        while (canSend()) {
            int length = (int) Math.min(input.length - inputSent, Math.min(rwin.getSize(), rwin.getMaxPacketSize()));
            if (length == 0) {
                isInputOver = true;
                if (!hasMoreInput) {
                    endInput();
                }
                continue;
            }
            var packet = newBuffer(Message.CHANNEL_DATA).putUInt32(length).putRawBytes(input, inputSent, length);
            // Before it is sent: it may arrive though sending fails.
            inputSent += length;
            if (sendIfOpen(packet)) {
                rwin.consume(length);
            } else {
                isInputOver = true;
            }
        }
    }

    /** Sends more input, as the node takes it. Blocks; false once the program takes no more. */
    boolean sendInput(byte[] bytes, int length) throws InterruptedException, SSHException {
        int sent = 0;
        while (sent < length) {
            if (!awaitRoom()) {
                return false;
            }
            int next = (int) Math.min(length - sent, Math.min(rwin.getSize(), rwin.getMaxPacketSize()));
            if (!sendIfOpen(newBuffer(Message.CHANNEL_DATA).putUInt32(next).putRawBytes(bytes, sent, next))) {
                return false;
            }
            rwin.consume(next);
            sent += next;
        }
        return true;
    }

    private synchronized boolean awaitRoom() throws InterruptedException {
        while (rwin.getSize() <= 0 && !hasEnded && !isAbandoned && fault == null) {
            wait();
        }
        return !hasEnded && !isAbandoned && fault == null;
    }

    /** No more input can be had: {@link #drain} throws that. */
    synchronized void inputFailed(Throwable cause) {
        inputFault = cause;
        notifyAll();
    }

    /** No more input will come; by sshj's stream, which would say it once more when the channel is closed. */
    void endInput() throws SSHException {
        try {
            getOutputStream().close();
        } catch (IOException e) {
            throw SSHException.chainer.chain(e);
        }
    }

    // Under sshj's own lock for this: OpenSSH hangs up on data for a channel that was closed.
    private boolean sendIfOpen(SSHPacket packet) throws SSHException {
        openEvent.lock();
        try {
            if (!isOpen()) {
                return false;
            }
            trans.write(packet);
            return true;
        } finally {
            openEvent.unlock();
        }
    }

    private void closeIfOpen() {
        openEvent.lock();
        try {
            if (isOpen()) {
                sendClose();
            }
        } catch (TransportException e) {
            log.debug("A channel was not closed, its connection is broken", e);
        } finally {
            openEvent.unlock();
        }
    }

    /** Some output of one kind; grows, so that a program that prints byte by byte does not cost an object a byte. */
    private static final class Chunk {

        private static final int MAX_BYTES = 32 * 1024;

        private final Line.Channel channel;
        private byte[] bytes = new byte[0];
        private int length;

        Chunk(Line.Channel channel) {
            this.channel = channel;
        }

        boolean hasRoomFor(int more) {
            return length + more <= MAX_BYTES;
        }

        void append(byte[] from, int offset, int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(2 * length, MAX_BYTES)));
            }
            System.arraycopy(from, offset, bytes, length, more);
            length += more;
        }
    }
}
