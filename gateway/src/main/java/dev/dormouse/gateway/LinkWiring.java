package dev.dormouse.gateway;

import dev.dormouse.gateway.config.BleLinkConfig;
import dev.dormouse.gateway.config.CommonLinkConfig;
import dev.dormouse.gateway.config.ForwarderLinkConfig;
import dev.dormouse.gateway.config.ForwardersConfig;
import dev.dormouse.gateway.config.LinkConfig;
import dev.dormouse.gateway.config.SerialConfig;
import dev.dormouse.gateway.config.UdpLinkConfig;
import dev.dormouse.gateway.config.XBeeLinkConfig;
import dev.dormouse.gateway.config.ZnpLinkConfig;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.discovery.DiscoveryRules;
import dev.dormouse.gateway.envelope.Forwarders;
import dev.dormouse.gateway.reception.LinkRules;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.ble.BleDriver;
import dev.dormouse.link.forwarder.ForwarderDriver;
import dev.dormouse.link.radio.FrameTrace;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.RadioLink;
import dev.dormouse.link.radio.SendingRules;
import dev.dormouse.link.serial.SerialLine;
import dev.dormouse.link.udp.MulticastGroup;
import dev.dormouse.link.udp.UdpAddress;
import dev.dormouse.link.udp.UdpLink;
import dev.dormouse.link.udp.UdpOptions;
import dev.dormouse.link.xbee.XBeeDriver;
import dev.dormouse.link.znp.ZnpDriver;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the configuration of a link to the link and its rules; each kind of link has one place here. */
public final class LinkWiring {
    /** A datagram lives this share of the time after which the session repeats it. */
    private static final int TIME_TO_LIVE_PERCENT = 80;

    private LinkWiring() {}

    /**
     * A link that is not started yet.
     *
     * @param trace watches the frames of a radio adapter; UDP has none
     */
    public static DatagramLink link(LinkConfig config, EventLoop loop, @Nullable FrameTrace trace)
            throws StartException {
        if (config instanceof ForwarderLinkConfig forwarder) {
            return radio(
                    config.common(),
                    forwarder.serial(),
                    loop,
                    radio -> new ForwarderDriver(radio, forwarder.options()),
                    trace);
        }
        if (config instanceof XBeeLinkConfig xbee) {
            return radio(config.common(), xbee.serial(), loop, radio -> new XBeeDriver(radio, xbee.options()), trace);
        }
        if (config instanceof ZnpLinkConfig znp) {
            return radio(config.common(), znp.serial(), loop, radio -> new ZnpDriver(radio, znp.options()), trace);
        }
        if (config instanceof BleLinkConfig ble) {
            return radio(config.common(), ble.serial(), loop, radio -> new BleDriver(radio, ble.options()), trace);
        }
        return udp((UdpLinkConfig) config, loop);
    }

    private static RadioLink radio(
            CommonLinkConfig common,
            SerialConfig serial,
            EventLoop loop,
            Function<Radio, RadioDriver> driver,
            @Nullable FrameTrace trace) {
        Duration timeToLive =
                common.retryInterval().multipliedBy(TIME_TO_LIVE_PERCENT).dividedBy(100);
        SendingRules rules = SendingRules.withTimeToLive(timeToLive).withOctetsPerSecond(serial.octetsPerSecond());
        SerialLine line = new SerialLine(common.name(), serial.device(), serial.settings(), loop);
        return new RadioLink(common.name(), loop, line, rules, driver, trace);
    }

    private static UdpLink udp(UdpLinkConfig link, EventLoop loop) throws StartException {
        try {
            InetSocketAddress address = new InetSocketAddress(local(link.host()), link.port());
            UdpOptions options = new UdpOptions(link.receiveBuffer(), link.maxDatagram(), link.maxMessageSize());
            return new UdpLink(link.name(), loop, address, options, groups(link));
        } catch (UnknownHostException e) {
            throw new StartException("Link " + link.name() + ": the host " + link.host() + " is not known.", e);
        }
    }

    private static List<MulticastGroup> groups(UdpLinkConfig link) {
        return link.groups().stream()
                .map(group -> new MulticastGroup(group.address(), group.networkInterface()))
                .toList();
    }

    /** The wildcard of both IP versions means that of IPv4 on a machine that has no other. */
    private static InetAddress local(String host) throws UnknownHostException {
        boolean onlyVersion4 = host.equals("::") && !hasVersion6();
        return InetAddress.getByName(onlyVersion4 ? "0.0.0.0" : host);
    }

    private static boolean hasVersion6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(Inet6Address.class::isInstance);
        } catch (SocketException e) {
            return false;
        }
    }

    /** What is spoken on links, to read packets without answering them. */
    public static Dialect dialect() {
        return new V12Dialect();
    }

    /**
     * What holds for a link.
     *
     * @param gatewayId by which devices tell gateways apart
     */
    public static LinkRules rules(LinkConfig config, int gatewayId) throws StartException {
        CommonLinkConfig common = config.common();
        return new LinkRules(
                common.qosMinusOne(),
                forwarders(config),
                common.clients(),
                common.retryInterval(),
                common.rebinding(),
                new DiscoveryRules(
                        gatewayId,
                        common.discovery().answersSearches(),
                        common.discovery().advertiseEvery()),
                common.predefined());
    }

    private static Forwarders forwarders(LinkConfig config) throws StartException {
        if (config instanceof ForwarderLinkConfig forwarder) {
            return forwarder.options().enveloped() ? Forwarders.any() : Forwarders.none();
        }
        return config instanceof UdpLinkConfig udp ? forwarders(udp.name(), udp.forwarders()) : Forwarders.none();
    }

    private static Forwarders forwarders(String link, ForwardersConfig config) throws StartException {
        if (config.any()) {
            return Forwarders.any();
        }
        Set<LinkAddress> machines = new HashSet<>();
        for (String address : config.addresses()) {
            try {
                machines.add(new UdpAddress(new InetSocketAddress(InetAddress.getByName(address), 0)));
            } catch (UnknownHostException e) {
                throw new StartException("Link " + link + ": the forwarder " + address + " is not known.", e);
            }
        }
        return Forwarders.on(machines);
    }
}
