package dev.dormouse.gateway.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The keys the readers asked for, and which of them an unknown one was probably meant to be. */
final class KnownKeys {

    private final Set<String> keys = new LinkedHashSet<>();

    void add(String key) {
        keys.add(key);
    }

    /** All keys, in the order asked for. */
    Set<String> all() {
        return Collections.unmodifiableSet(keys);
    }

    /** The known key most like this one, the same section before others, or null if none is like it. */
    @Nullable
    String nearest(String unknown) {
        List<String> neighbours = keys.stream()
                .filter(key -> section(key).equals(section(unknown)))
                .toList();
        String here = closest(neighbours, unknown, KnownKeys::name);
        if (here != null) {
            return here;
        }
        String elsewhere = closest(keys, unknown, KnownKeys::name);
        return elsewhere != null ? elsewhere : closest(keys, unknown, key -> key);
    }

    private static @Nullable String closest(
            Collection<String> candidates, String unknown, Function<String, String> compared) {
        String wanted = plain(compared.apply(unknown));
        int tolerated = Math.max(1, wanted.length() / 3);
        ToIntFunction<String> distance = key -> distance(plain(compared.apply(key)), wanted);
        return candidates.stream()
                .filter(key -> distance.applyAsInt(key) <= tolerated)
                .min(Comparator.comparingInt(distance))
                .orElse(null);
    }

    /** Levels and dashes are mixed up easily, above all in names of variables. */
    private static String plain(String key) {
        return key.replace('.', '-').replace('_', '-');
    }

    private static String section(String key) {
        return key.substring(0, key.lastIndexOf('.') + 1);
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Letters to insert, delete, replace or swap with their neighbour to make one text of the other (Damerau-Levenshtein). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
