package dev.dormouse.gateway;

import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.config.LinkConfig;
import dev.dormouse.gateway.config.UplinkConfig;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/** A running gateway. It does not serve devices yet: this is the frame that the command line starts and closes. */
public final class Gateway implements AutoCloseable {

    private final GatewayConfig config;

    private Gateway(GatewayConfig config) {
        this.config = config;
    }

    /**
     * Starts everything the configuration names.
     *
     * @throws StartException if something cannot start; nothing is left running then
     */
    public static Gateway start(GatewayConfig config) throws StartException {
        if (config.links().isEmpty()) {
            throw new StartException("there is no link to listen on");
        }
        return new Gateway(config);
    }

    /** One line: what listens where, which broker, where the data is. */
    public String banner() {
        String links = config.links().stream().map(Gateway::place).collect(Collectors.joining(", "));
        UplinkConfig uplink = config.uplink();
        String broker = uplink.mode() == UplinkConfig.Mode.UPSTREAM
                ? "broker " + uplink.url()
                : "own broker on TCP " + config.broker().port();
        return "Dormouse listens on " + links + "; " + broker + "; data in " + config.data();
    }

    /** Tells the devices, keeps the sessions and stops; does nothing the second time. */
    @Override
    public void close() {
        Logger.debug("Closing");
    }

    private static String place(LinkConfig link) {
        return link.type().toUpperCase(Locale.ROOT) + " " + link.port();
    }
}
