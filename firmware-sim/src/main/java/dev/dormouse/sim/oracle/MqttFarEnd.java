package dev.dormouse.sim.oracle;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.lifecycle.Mqtt3ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import dev.dormouse.sim.run.FarEnd;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain MQTT client at the broker: hears what the fleet has published, and sends commands. */
public final class MqttFarEnd implements FarEnd, AutoCloseable {
    private static final int PORT = 1883;
    private static final int SECURE_PORT = 8883;
    private static final int PATIENCE_SECONDS = 10;
    private static final int RECONNECT_SECONDS = 1;

    private final Set<String> filters;
    private final Far far;
    private final Mqtt3AsyncClient client;
    private volatile boolean running;

    private MqttFarEnd(Mqtt3ClientBuilder builder, Set<String> filters, Far far) {
        this.filters = filters;
        this.far = far;
        this.client = builder.addConnectedListener(
                        context -> onConnected(((Mqtt3ClientConnectedContext) context).getConnAck()))
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> {
            // What the broker has kept of an earlier run is no news.
            if (!publish.isRetain()) {
                far.arrived(publish.getTopic().toString(), publish.getPayloadAsBytes());
            }
        });
    }

    /**
     * Connects and subscribes.
     *
     * @param broker {@code mqtt://host:port} or {@code mqtts://…}, with {@code user:password@} if need be
     * @throws IOException if the broker is not there or does not want us; the message says which and why
     */
    public static MqttFarEnd connect(URI broker, Set<String> filters, Far far) throws IOException {
        boolean secure = "mqtts".equals(broker.getScheme());
        if (broker.getHost() == null || (!secure && !"mqtt".equals(broker.getScheme()))) {
            throw new IOException("\"" + broker + "\" is no broker: write mqtt://host:port or mqtts://host:port");
        }
        int port = broker.getPort() >= 0 ? broker.getPort() : secure ? SECURE_PORT : PORT;
        Mqtt3ClientBuilder builder = MqttClient.builder()
                .useMqttVersion3()
                .identifier("sim-" + UUID.randomUUID().toString().substring(0, 8))
                .serverHost(broker.getHost())
                .serverPort(port)
                .automaticReconnect()
                // Sooner than a gateway, so that nothing seems late that is not.
                .initialDelay(RECONNECT_SECONDS, TimeUnit.SECONDS)
                .maxDelay(RECONNECT_SECONDS, TimeUnit.SECONDS)
                .applyAutomaticReconnect()
                .addDisconnectedListener(context -> {
                    // A broker that was never there is told at once.
                    if (context.getClientConfig().getState() == MqttClientState.CONNECTING) {
                        context.getReconnector().reconnect(false);
                    }
                });
        if (secure) {
            builder = builder.sslWithDefaultConfig();
        }
        if (broker.getUserInfo() != null) {
            String[] user = broker.getUserInfo().split(":", 2);
            builder = builder.simpleAuth()
                    .username(user[0])
                    .password((user.length > 1 ? user[1] : "").getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        MqttFarEnd farEnd = new MqttFarEnd(builder, filters, far);
        try {
            // A session of its own, so that nothing is missed while the broker is away.
            farEnd.client
                    .connectWith()
                    .cleanSession(false)
                    .keepAlive(PATIENCE_SECONDS)
                    .send()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            farEnd.subscribe().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            leave(farEnd.client);
            throw new IOException("cannot use the broker " + broker.getHost() + ":" + port + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting to the broker", e);
        }
        farEnd.running = true;
        return farEnd;
    }

    private CompletableFuture<Void> subscribe() {
        return CompletableFuture.allOf(filters.stream()
                .map(filter -> client.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.EXACTLY_ONCE)
                        .send())
                .toArray(CompletableFuture<?>[]::new));
    }

    private void onConnected(Mqtt3ConnAck connAck) {
        if (!running) {
            return;
        }
        if (connAck.isSessionPresent()) {
            far.hearsAgain(true);
        } else {
            // Where that fails the connection is lost, and the next one begins here again.
            CompletableFuture<Void> unused = subscribe().thenRun(() -> far.hearsAgain(false));
        }
    }

    /** Whether it is at the broker and hears what comes there. */
    public boolean connected() {
        return client.getState().isConnected();
    }

    private static String reason(Exception failure) {
        if (failure instanceof TimeoutException) {
            return "no answer within " + PATIENCE_SECONDS + " s";
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /**
     * Reads the address of a broker.
     *
     * @throws IOException if it is none
     */
    public static URI address(String text) throws IOException {
        try {
            return new URI(text.contains("://") ? text : "mqtt://" + text);
        } catch (URISyntaxException e) {
            throw new IOException("\"" + text + "\" is no broker: write mqtt://host:port", e);
        }
    }

    @Override
    public boolean publish(String topic, int qos, boolean retain, String payload) {
        if (!connected()) {
            return false;
        }
        CompletableFuture<?> sending = client.publishWith()
                .topic(topic)
                .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
                .retain(retain)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
        return !sending.isCompletedExceptionally();
    }

    /** Leaves nothing behind at the broker: its session would go on collecting what later runs send. */
    @Override
    public void close() {
        running = false;
        leave(client);
        client.connectWith()
                .cleanSession(true)
                .send()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
        leave(client);
    }

    /** It may not be connected at all. */
    private static void leave(Mqtt3AsyncClient client) {
        client.disconnect().exceptionally(failure -> null).join();
    }
}
