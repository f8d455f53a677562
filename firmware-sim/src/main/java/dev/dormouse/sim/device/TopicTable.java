package dev.dormouse.sim.device;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The topic ids that a device has learnt (1.2 §6.5). Small arrays: a device knows a handful, and there are many devices. */
final class TopicTable {
    /** Beyond this a device refuses what it is told. */
    static final int LARGEST = 256;

    private static final int[] NO_IDS = {};
    private static final String[] NO_NAMES = {};

    private int[] ids = NO_IDS;
    private String[] names = NO_NAMES;

    /** The id of a name, 0 if it is unknown. */
    int idOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return ids[i];
            }
        }
        return 0;
    }

    @Nullable
    String nameOf(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return names[i];
            }
        }
        return null;
    }

    /** Learns an id; false if there is no room. */
    boolean learn(String name, int id) {
        forget(name);
        if (ids.length == LARGEST) {
            return false;
        }
        ids = Arrays.copyOf(ids, ids.length + 1);
        names = Arrays.copyOf(names, names.length + 1);
        ids[ids.length - 1] = id;
        names[names.length - 1] = name;
        return true;
    }

    void forget(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                int last = names.length - 1;
                ids[i] = ids[last];
                names[i] = names[last];
                ids = Arrays.copyOf(ids, last);
                names = Arrays.copyOf(names, last);
                return;
            }
        }
    }

    void clear() {
        ids = NO_IDS;
        names = NO_NAMES;
    }
}
