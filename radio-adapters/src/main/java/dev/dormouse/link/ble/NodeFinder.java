package dev.dormouse.link.ble;

import dev.dormouse.link.radio.RecentMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes among what is advertised. A device may tell part of what matters only in its answer to a scan: what it has said before is
 * remembered for the devices heard last.
 */
final class NodeFinder {
    private static final int MOST_DEVICES = 256;

    private final Set<Long> addresses = new HashSet<>();
    private final List<Pattern> names;
    private final Set<Uuid> services;
    private final Map<BleAddress, Heard> devices = new RecentMap<>(MOST_DEVICES);

    /** What is known of a device: whether it takes connections, and whether it is a node. */
    private record Heard(boolean connectable, boolean fits) {}

    NodeFinder(NodeFilter filter) {
        filter.addresses().forEach(address -> addresses.add(address.value()));
        this.names = filter.names().stream().map(NodeFinder::pattern).toList();
        this.services = Set.copyOf(filter.services());
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                name.codePoints()
                        .mapToObj(sign ->
                                sign == '*' ? ".*" : sign == '?' ? "." : Pattern.quote(Character.toString(sign)))
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    /** Whether a device that was just heard is a node that can be connected to now. */
    boolean isNode(AdvertisingReports.Report report, AdvertisingData data) {
        Heard before = devices.getOrDefault(report.address(), new Heard(false, false));
        Heard now = new Heard(
                report.isScanResponse() ? before.connectable() : report.isConnectable(),
                before.fits() || fits(report.address(), data));
        devices.put(report.address(), now);
        return now.connectable() && now.fits();
    }

    private boolean fits(BleAddress address, AdvertisingData data) {
        return addresses.contains(address.value())
                || data.services().stream().anyMatch(services::contains)
                || fits(data.name());
    }

    private boolean fits(@Nullable String name) {
        return name != null
                && names.stream().anyMatch(each -> each.matcher(name).matches());
    }
}
