package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.BleLinkConfig;
import dev.dormouse.gateway.config.CommonLinkConfig;
import dev.dormouse.gateway.config.DiscoveryConfig;
import dev.dormouse.gateway.config.ForwarderLinkConfig;
import dev.dormouse.gateway.config.ForwardersConfig;
import dev.dormouse.gateway.config.GroupConfig;
import dev.dormouse.gateway.config.LinkConfig;
import dev.dormouse.gateway.config.SerialConfig;
import dev.dormouse.gateway.config.UdpLinkConfig;
import dev.dormouse.gateway.config.XBeeLinkConfig;
import dev.dormouse.gateway.config.ZnpLinkConfig;
import dev.dormouse.link.ble.BleAddress;
import dev.dormouse.link.ble.BleOptions;
import dev.dormouse.link.ble.NodeFilter;
import dev.dormouse.link.ble.Uuid;
import dev.dormouse.link.forwarder.ForwarderOptions;
import dev.dormouse.link.xbee.XBeeOptions;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.znp.ZnpOptions;
import java.util.Locale;

/** A link of the configuration as TOML with every key. */
final class LinkText {

    private final TomlText toml;

    LinkText(TomlText toml) {
        this.toml = toml;
    }

    void write(LinkConfig link) {
        CommonLinkConfig common = link.common();
        toml.place("links")
                .key("type", link.type())
                .key("name", link.name())
                .key("qos-minus-1", common.qosMinusOne())
                .key("clients", common.clients())
                .key("retry-interval", ConfigText.text(common.retryInterval()))
                .key("rebind", common.rebinding() ? "asleep" : "never");
        discovery(common.discovery());
        if (link instanceof UdpLinkConfig udp) {
            udp(udp);
        } else if (link instanceof ForwarderLinkConfig forwarder) {
            serial(forwarder.serial());
            forwarder(forwarder.options());
        } else if (link instanceof XBeeLinkConfig xbee) {
            serial(xbee.serial());
            xbee(xbee.options());
        } else if (link instanceof ZnpLinkConfig znp) {
            serial(znp.serial());
            znp(znp.options());
        } else if (link instanceof BleLinkConfig ble) {
            serial(ble.serial());
            ble(ble.options());
        }
        if (!common.predefined().isEmpty()) {
            toml.table("links.predefined");
            common.predefined().forEach((id, name) -> toml.key(id.toString(), name));
        }
    }

    private void discovery(DiscoveryConfig discovery) {
        boolean advertises = !discovery.advertiseEvery().isZero();
        toml.key("answer-searchgw", discovery.answersSearches()).key("advertise", advertises);
        if (advertises) {
            toml.key("advertise-interval", ConfigText.text(discovery.advertiseEvery()));
        }
    }

    private void udp(UdpLinkConfig link) {
        toml.key("host", link.host())
                .key("port", link.port())
                .key("max-message-size", link.maxMessageSize())
                .key("max-datagram", link.maxDatagram())
                .key("receive-buffer", link.receiveBuffer());
        ForwardersConfig forwarders = link.forwarders();
        if (forwarders.any() || forwarders.addresses().isEmpty()) {
            toml.key("forwarders", forwarders.any() ? "any" : "none");
        } else {
            toml.list("forwarders", forwarders.addresses());
        }
        toml.list("groups", link.groups().stream().map(GroupConfig::text).toList());
    }

    private void serial(SerialConfig serial) {
        toml.key("device", serial.device().text())
                .key("baud", serial.settings().baud())
                .key("flow-control", word(serial.settings().flowControl()))
                .key("octets-per-second", serial.octetsPerSecond());
    }

    private void forwarder(ForwarderOptions options) {
        toml.key("framing", word(options.framing()))
                .key("crc", word(options.crc()))
                .key("header", options.enveloped() ? "fe12" : "none")
                .key("meta", options.signalQuality() ? "lqi-rssi" : "none")
                .key("ack", options.acknowledged() ? "aquila" : "none")
                .key("node-id-length", options.nodeIdLength())
                .key("max-message-size", options.largestDatagram());
    }

    private void xbee(XBeeOptions options) {
        application(options.application());
        toml.key("window", options.window())
                .key("max-message-size", options.largestDatagram())
                .key("status-timeout", ConfigText.text(options.patience()))
                .key("sleepy-status-timeout", ConfigText.text(options.sleepyPatience()))
                .key("auto-configure", options.autoConfigure());
    }

    private void znp(ZnpOptions options) {
        application(options.application());
        toml.key("permit-join", options.permitJoinSeconds())
                .key("max-message-size", options.largestDatagram())
                .key("status-timeout", ConfigText.text(options.patience()));
    }

    private void ble(BleOptions options) {
        NodeFilter nodes = options.nodes();
        toml.list("names", nodes.names())
                .list(
                        "addresses",
                        nodes.addresses().stream().map(BleAddress::text).toList())
                .list("services", nodes.services().stream().map(Uuid::text).toList())
                .key("connections", options.connections())
                .key("mapping", word(options.mapping()))
                .key("max-message-size", options.largestDatagram())
                .key("advertisements", options.advertisements())
                .key("company", options.company());
    }

    private void application(Application application) {
        toml.key("endpoint", application.endpoint())
                .key("profile", application.profile())
                .key("cluster", application.cluster());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
