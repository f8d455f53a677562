package dev.dormouse.sim.fleet;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.device.Ticks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads a fleet file, or one of the examples that come along; tells all that is wrong with it at once. */
public final class FleetFile {
    private static final long MINUTE = 60 * Ticks.SECOND;
    private static final int MOST_DEVICES = 1_000_000;
    private static final List<String> EXAMPLES =
            List.of("meters-10k", "door-sensors", "street-lights", "cold-chain", "mixed-quirks");

    private final String file;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    private FleetFile(String file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** The names of the fleets that come along. */
    public static List<String> examples() {
        return EXAMPLES;
    }

    /** The text of a fleet that comes along. */
    public static String example(String name) throws IOException {
        try (InputStream text = FleetFile.class.getResourceAsStream(name + ".toml")) {
            if (text == null) {
                throw new IOException("there is no example " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads a file; a name without a file is taken for that of an example. */
    public static FleetPlan read(String name) throws FleetException, IOException {
        Path path = Path.of(name);
        if (Files.exists(path)) {
            Path folder = path.toAbsolutePath().getParent();
            return parse(text(path), name, folder == null ? path : folder);
        }
        if (EXAMPLES.contains(name)) {
            return parse(example(name), name, Path.of(""));
        }
        throw new FleetException(List.of(name + ": there is no such file, and no such example; the examples are "
                + String.join(", ", EXAMPLES)));
    }

    private static String text(Path path) throws FleetException {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new FleetException(List.of(path + ": is no text in UTF-8"));
        } catch (IOException e) {
            throw new FleetException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
    }

    /** Reads the text of a file; paths in it begin in the folder. */
    static FleetPlan parse(String text, String file, Path folder) throws FleetException {
        return new FleetFile(file, folder).plan(text);
    }

    private FleetPlan plan(String text) throws FleetException {
        TomlParseResult toml = Toml.parse(text);
        toml.errors()
                .forEach(error ->
                        problems.add(file + ":" + error.position().line() + ": no valid TOML: " + error.getMessage()));
        refuseIfWrong();
        Table root = new Table(file, "", toml, 1, problems);
        Map<String, LinkPlan> links = new HashMap<>();
        for (Table table : root.tables("links")) {
            LinkPlan link = LinkReader.read(table);
            if (links.put(link.name(), link) != null) {
                table.wrong("name", "is the name of another link too");
            }
        }
        List<GroupPlan> groups = new ArrayList<>();
        GroupReader reader = new GroupReader(links, folder);
        for (Table table : root.tables("groups")) {
            GroupPlan group = reader.read(table);
            if (groups.stream().anyMatch(each -> each.name().equals(group.name()))) {
                table.wrong("name", "is the name of another group too: their devices would have the same ids");
            } else {
                refuseSameIds(table, group, groups);
            }
            groups.add(group);
        }
        FleetPlan plan = new FleetPlan(
                root.text("name", file), root.duration("late", MINUTE), current(root.table("current")), groups);
        if (groups.isEmpty()) {
            root.wrong("groups", "is missing: a fleet needs at least one [[groups]]");
        } else if (plan.devices() > MOST_DEVICES) {
            root.wrong(
                    "groups",
                    "have " + plan.devices() + " devices together; more than " + MOST_DEVICES + " do not fit");
        }
        refuseCrowdedDongles(root, groups);
        root.refuseUnknownKeys();
        refuseIfWrong();
        return plan;
    }

    private static void refuseSameIds(Table table, GroupPlan group, List<GroupPlan> before) {
        before.stream()
                .filter(each ->
                        each.connects() && group.connects() && each.ids().meets(group.ids()))
                .forEach(each -> table.wrong(
                        "id",
                        "names devices like those of group \"" + each.name()
                                + "\", and each would take over the session of its namesake: write another, such as \""
                                + group.name() + "-{n}\""));
    }

    private void refuseCrowdedDongles(Table root, List<GroupPlan> groups) {
        Map<Path, LinkPlan> dongles = new HashMap<>();
        for (GroupPlan group : groups) {
            LinkPlan link = group.link();
            if (link.carrier() instanceof Carrier.RadioDongle dongle) {
                LinkPlan before = dongles.put(dongle.pty(), link);
                int nodes = groups.stream()
                        .filter(each -> each.link().equals(link))
                        .mapToInt(GroupPlan::count)
                        .sum();
                if (before != null && !before.equals(link)) {
                    root.wrong("links", "have two dongles at " + dongle.pty());
                } else if (before == null && nodes > dongle.mostNodes()) {
                    root.wrong(
                            "groups",
                            "have " + nodes + " devices behind the dongle \"" + link.name() + "\", which can have "
                                    + dongle.mostNodes());
                }
            }
        }
    }

    private static CurrentPlan current(Table table) {
        CurrentPlan usual = CurrentPlan.DEFAULT;
        return new CurrentPlan(
                table.number("sleep-ma", 0, 10_000, usual.sleep()),
                table.number("receive-ma", 0, 10_000, usual.receive()),
                table.number("transmit-ma", 0, 10_000, usual.transmit()),
                table.integer("bit-rate", 1, 1_000_000_000, usual.bitRate()),
                (int) table.integer("overhead", 0, 1000, usual.overhead()));
    }

    private void refuseIfWrong() throws FleetException {
        if (!problems.isEmpty()) {
            throw new FleetException(problems);
        }
    }
}
