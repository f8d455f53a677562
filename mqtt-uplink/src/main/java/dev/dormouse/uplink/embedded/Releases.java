package dev.dormouse.uplink.embedded;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.OperationContext;

/**
 * Holds a PUBREL back until the client's PUBREC is stored. The library sends it before: killed between the two, it would send the message
 * once more to a client that has forgotten it (MQTT 5 §4.3.3). Thread-safe: PUBREC comes on any thread, and PUBREL goes out on another.
 */
final class Releases {
    private static final CompletableFuture<Void> STORED = CompletableFuture.completedFuture(null);

    /** The receipts (PUBREC) that are being stored, by packet identifier. */
    private final Map<Integer, CompletableFuture<Void>> receipts = new ConcurrentHashMap<>();

    /**
     * A PUBREC has come.
     *
     * @param storing has the library begin to store it
     * @param context in which it does
     */
    void received(int packetId, Runnable storing, OperationContext context) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        receipts.put(packetId, stored);
        storing.run();
        context.executeOnCompletion(new IOCallback() {
            @Override
            public void done() {
                receipts.remove(packetId, stored);
                stored.complete(null);
            }

            @Override
            public void onError(int code, String message) {
                // The library has said so and stops; the client is not released from what may be lost.
                receipts.remove(packetId, stored);
            }
        });
    }

    /** A PUBREL is to go out. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is sent to a client that has gone is lost anyway
    void release(int packetId, Runnable sending) {
        receipts.getOrDefault(packetId, STORED).thenRun(sending);
    }
}
