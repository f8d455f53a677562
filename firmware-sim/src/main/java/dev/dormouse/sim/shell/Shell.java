package dev.dormouse.sim.shell;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.Device;
import dev.dormouse.sim.device.DeviceSetup;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Publication;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.device.Topic;
import dev.dormouse.sim.device.Will;
import dev.dormouse.sim.profile.Quirk;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands for one device, each until it is acknowledged or has failed. In a pipe the first failure ends it; a person
 * is told and goes on.
 */
public final class Shell {
    /** The names of all commands. */
    public static final List<String> NAMES = List.of(
            "connect",
            "register",
            "publish",
            "subscribe",
            "unsubscribe",
            "will",
            "sleep",
            "wake",
            "disconnect",
            "off",
            "reboot",
            "wait",
            "status",
            "packets",
            "help",
            "quit");

    private static final int LONGEST_SLEEP = 65_535;

    private final DeviceSetup setup;
    private final Console console;
    private final Duration patience;
    private final Watcher watcher;
    private final Handset handset;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private long publications;
    private boolean over;

    private record Command(String form, String meaning, Action action) {}

    private interface Action {
        void perform(Words words) throws InterruptedException, Failure;
    }

    /** A command has not done what it was to do. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * A shell around a device that is switched on and not connected.
     *
     * @param patience how long a command may take; most end earlier, when the device gives up
     * @param packets whether packets are shown from the beginning
     */
    public Shell(DeviceSetup setup, InetSocketAddress gateway, Console console, Duration patience, boolean packets) {
        this.setup = setup;
        this.console = console;
        this.patience = patience;
        this.watcher = new Watcher(console, packets);
        this.handset = new Handset(setup, gateway, watcher);
        add("connect", "connects, from sleep too", this::connect);
        add("register TOPIC", "asks for the id of a topic", this::register);
        add("publish [-q QOS] [-r] TOPIC [TEXT]", "publishes; QoS -1 to 2, -r retains", this::publish);
        add("subscribe [-q QOS] TOPIC", "subscribes to a topic or filter", this::subscribe);
        add("unsubscribe TOPIC", "ends a subscription", this::unsubscribe);
        add("will [-q QOS] [-r] TOPIC TEXT", "changes the Will; \"will none\" deletes it", this::will);
        add("sleep TIME", "falls asleep for at most this time", this::sleep);
        add("wake", "fetches what the gateway holds, and sleeps on", this::wake);
        add("disconnect", "ends the connection", this::disconnect);
        add("off", "loses power without a word", this::off);
        add("reboot [forget]", "loses power and connects again, with its memory or without", this::reboot);
        add("wait TIME", "lets time pass", this::await);
        add("wait message [TOPIC] [TIME]", "waits for a message that no wait has had yet", this::await);
        add("status", "tells how the device is", this::status);
        add("packets on|off", "shows packets or not", this::packets);
        add("help", "tells this", this::help);
        add("quit", "disconnects and ends; so does the end of the input", words -> over = true);
    }

    private void add(String form, String meaning, Action action) {
        commands.put(form, new Command(form, meaning, action));
    }

    /** Carries out commands until there are no more; false if one failed and nobody was there to see. */
    public boolean run() throws InterruptedException {
        order(Device::startSilently);
        boolean good = true;
        while (!over && good) {
            String line = console.read(
                    setup.clientId().toUtf8() + " (" + watcher.state().name().toLowerCase(Locale.ROOT) + ")> ");
            if (line == null) {
                break;
            }
            good = perform(line) || console.interactive();
        }
        leave();
        return good;
    }

    private boolean perform(String line) throws InterruptedException {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return true;
        }
        Words words = new Words(text);
        String name = words.next("the command");
        Command command = commands.values().stream()
                .filter(each -> each.form.equals(name) || each.form.startsWith(name + " "))
                .findFirst()
                .orElse(null);
        try {
            if (command == null) {
                throw new IllegalArgumentException("there is no such command; \"help\" tells which there are");
            }
            command.action.perform(words);
            return true;
        } catch (IllegalArgumentException e) {
            console.complain(name + ": " + e.getMessage() + (command == null ? "" : "; write " + command.form));
        } catch (Failure e) {
            console.complain(name + " failed: " + e.getMessage());
        }
        return false;
    }

    private void leave() throws InterruptedException {
        try {
            if (watcher.state() == DeviceState.ACTIVE || watcher.state() == DeviceState.ASLEEP) {
                disconnect(new Words(""));
            }
        } catch (Failure e) {
            console.complain("disconnect failed: " + e.getMessage());
        } finally {
            handset.close();
        }
    }

    private void order(BiConsumer<Device, Long> order) {
        handset.with(device -> {
            watcher.begin();
            order.accept(device, handset.now());
            return true;
        });
    }

    /** Waits until the judge says what came out; a lost connection is a failure of everything. */
    private String outcome(Function<Happening, @Nullable String> judge) throws InterruptedException, Failure {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Happening happening = watcher.next(deadline - System.nanoTime());
            String outcome = happening == null ? null : judge.apply(happening);
            if (outcome != null) {
                return outcome;
            }
            if (happening == null) {
                throw new Failure("nothing came of it in " + patience.toSeconds() + " s");
            }
            if (happening instanceof Happening.Lost lost) {
                throw new Failure(lost.reason());
            }
            if (happening instanceof Happening.Answered answer && !answer.accepted()) {
                throw new Failure(answer.text());
            }
            if (happening instanceof Happening.Idle) {
                throw new Failure("the device gave up");
            }
        }
    }

    private String answer() throws InterruptedException, Failure {
        return outcome(happening ->
                happening instanceof Happening.Answered answer && answer.accepted() ? answer.text() : null);
    }

    private void untilIn(DeviceState state) throws InterruptedException, Failure {
        String text = state.name().toLowerCase(Locale.ROOT);
        console.say(outcome(
                happening -> happening instanceof Happening.Became became && became.state() == state ? text : null));
    }

    private void needs(DeviceState... states) throws Failure {
        for (DeviceState each : states) {
            if (watcher.state() == each) {
                return;
            }
        }
        throw new Failure("the device is " + watcher.state().name().toLowerCase(Locale.ROOT));
    }

    private void connect(Words words) throws InterruptedException, Failure {
        words.end();
        needs(DeviceState.OFF, DeviceState.DISCONNECTED, DeviceState.LOST, DeviceState.ASLEEP);
        order(watcher.state() == DeviceState.ASLEEP ? Device::connect : Device::start);
        untilIn(DeviceState.ACTIVE);
    }

    private void register(Words words) throws InterruptedException, Failure {
        String topic = words.next("the topic");
        words.end();
        needs(DeviceState.ACTIVE);
        order((device, now) -> device.register(topic, now));
        console.say("registered " + topic + ": " + answer());
    }

    private void publish(Words words) throws InterruptedException, Failure {
        int qos = words.qos(-1);
        boolean retain = words.take("-r");
        Topic topic = words.topic();
        Publication publication = new Publication(++publications, topic, qos, retain, Bytes.ofUtf8(words.rest()));
        if (qos >= 0) {
            needs(DeviceState.ACTIVE);
        } else if (topic.id() == 0) {
            throw new IllegalArgumentException("QoS -1 needs a topic such as id:7 or short:ab");
        }
        boolean unheard = qos < 1 || setup.profile().has(Quirk.DOES_NOT_AWAIT_PUBACK);
        order((device, now) -> device.publish(publication, now));
        console.say(outcome(happening -> {
            if (unheard) {
                return happening instanceof Happening.Sent ? "sent" : null;
            }
            return happening instanceof Happening.Confirmed ? "acknowledged" : null;
        }));
    }

    private void subscribe(Words words) throws InterruptedException, Failure {
        int qos = words.qos(0);
        Topic topic = words.topic();
        words.end();
        needs(DeviceState.ACTIVE);
        order((device, now) -> device.subscribe(new Subscription(topic, qos), now));
        answer();
        console.say("subscribed to " + topic.name());
    }

    private void unsubscribe(Words words) throws InterruptedException, Failure {
        Topic topic = words.topic();
        words.end();
        needs(DeviceState.ACTIVE);
        order((device, now) -> device.unsubscribe(topic, now));
        answer();
        console.say("unsubscribed from " + topic.name());
    }

    private void will(Words words) throws InterruptedException, Failure {
        int qos = words.qos(0);
        boolean retain = words.take("-r");
        String topic = words.next("the topic");
        boolean none = topic.equals("none");
        Bytes message = Bytes.ofUtf8(words.rest());
        needs(DeviceState.ACTIVE);
        order((device, now) -> device.updateWillTopic(none ? null : new Will(topic, qos, retain, message), now));
        answer();
        if (!none) {
            order((device, now) -> device.updateWillMessage(message, now));
            answer();
        }
        console.say(none ? "the Will is deleted" : "the Will is changed");
    }

    private void sleep(Words words) throws InterruptedException, Failure {
        long seconds = words.time().toSeconds();
        words.end();
        if (seconds < 1 || seconds > LONGEST_SLEEP) {
            throw new IllegalArgumentException("a sleep takes 1 to " + LONGEST_SLEEP + " seconds");
        }
        if (setup.profile().has(Quirk.CANNOT_SLEEP)) {
            throw new Failure("a client of profile " + setup.profile().name() + " cannot sleep");
        }
        needs(DeviceState.ACTIVE, DeviceState.ASLEEP);
        order((device, now) -> device.sleep((int) seconds, now));
        untilIn(DeviceState.ASLEEP);
    }

    private void wake(Words words) throws InterruptedException, Failure {
        words.end();
        needs(DeviceState.ASLEEP);
        order(Device::wake);
        String outcome = outcome(happening ->
                happening instanceof Happening.Woken woken ? woken.complete() ? "asleep" : "no answer" : null);
        if (!outcome.equals("asleep")) {
            throw new Failure(outcome);
        }
        console.say(outcome);
    }

    private void disconnect(Words words) throws InterruptedException, Failure {
        words.end();
        needs(DeviceState.ACTIVE, DeviceState.ASLEEP);
        order(Device::disconnect);
        untilIn(DeviceState.DISCONNECTED);
    }

    private void off(Words words) {
        words.end();
        order((device, now) -> device.powerOff(true, now));
        console.say("off");
    }

    private void reboot(Words words) throws InterruptedException, Failure {
        boolean forgets = words.take("forget");
        words.end();
        order((device, now) -> device.powerOff(!forgets, now));
        connect(words);
    }

    private void await(Words words) throws InterruptedException, Failure {
        if (!words.take("message")) {
            Duration time = words.time();
            words.end();
            Thread.sleep(time.toMillis());
            return;
        }
        String topic = words.isEmpty() ? "" : words.next("the topic");
        boolean any = topic.isEmpty() || Character.isDigit(topic.charAt(0));
        Duration limit = any && !topic.isEmpty() ? new Words(topic).time() : words.isEmpty() ? patience : words.time();
        words.end();
        if (!watcher.awaitMessage(heard -> any || heard.equals(topic), limit)) {
            throw new Failure("no message came");
        }
    }

    private void status(Words words) {
        words.end();
        console.say(setup.clientId().toUtf8() + ": " + watcher.state().name().toLowerCase(Locale.ROOT) + ", profile "
                + setup.profile().name() + ", keep alive " + setup.keepAlive() + " s, "
                + (setup.cleanSession() ? "a clean session" : "a kept session") + ", " + publications
                + " messages published");
    }

    private void packets(Words words) {
        boolean on = words.take("on");
        if (!on && !words.take("off")) {
            throw new IllegalArgumentException("on or off is missing");
        }
        words.end();
        watcher.showPackets(on);
    }

    private void help(Words words) {
        words.end();
        commands.values()
                .forEach(each -> console.say(String.format(Locale.ROOT, "  %-36s %s", each.form, each.meaning)));
        console.say(
                "A topic is a name such as house/temp, id:7 for a predefined id, or short:ab; a time 500ms, 10s, 5m or 1h.");
    }
}
