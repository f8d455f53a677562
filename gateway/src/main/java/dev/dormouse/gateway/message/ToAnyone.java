package dev.dormouse.gateway.message;

import java.time.Duration;

/** What the gateway says to those who may not be clients yet. */
public sealed interface ToAnyone {
    /**
     * Here is a gateway: the answer to {@link FromAnyone.SearchGateway} (1.2 §5.4.3).
     *
     * @param gatewayId 0 to 255
     */
    record GatewayInfo(int gatewayId) implements ToAnyone {}

    /**
     * Here is a gateway, without being asked (1.2 §5.4.1).
     *
     * @param gatewayId 0 to 255
     * @param next when it is said again, 1 to 65535 seconds
     */
    record Advertise(int gatewayId, Duration next) implements ToAnyone {}
}
