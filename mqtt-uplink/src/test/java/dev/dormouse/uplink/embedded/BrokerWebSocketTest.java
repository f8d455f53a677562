package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over WebSocket (MQTT 3.1.1 §6), spoken by the JDK's client. */
class BrokerWebSocketTest {
    private static final byte[] CONNECT = HexFormat.of().parseHex("101000044d5154540402003c0004" + "64657631");
    private static final byte[] CONNACK = HexFormat.of().parseHex("20020000");

    @Test
    void answersAConnectOverWebSocket(@TempDir Path directory) throws Exception {
        BrokerOptions options = BrokerOptions.in(directory).withTcp(null).withWebSocket(Endpoint.loopback(0));
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("mqtt")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + broker.webSocketPort() + "/mqtt"), new FirstAnswer(answer))
                    .get(10, TimeUnit.SECONDS);
            assertEquals("mqtt", socket.getSubprotocol());
            socket.sendBinary(ByteBuffer.wrap(CONNECT), true).get(10, TimeUnit.SECONDS);
            assertArrayEquals(CONNACK, answer.get(10, TimeUnit.SECONDS));
            socket.abort();
        }
    }

    private record FirstAnswer(CompletableFuture<byte[]> answer) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] octets = new byte[data.remaining()];
            data.get(octets);
            answer.complete(octets);
            return null;
        }
    }
}
