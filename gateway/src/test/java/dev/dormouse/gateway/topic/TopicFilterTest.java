package dev.dormouse.gateway.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages a filter takes (MQTT 5 section 4.7). */
class TopicFilterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a                      | a                                | true
            a                      | b                                | false
            a                      | ab                               | false
            ab                     | a                                | false
            a/b                    | a/b                              | true
            a/+                    | a/b                              | true
            a/+                    | a/                               | true
            a/+                    | a                                | false
            a/+                    | a/b/c                            | false
            +/b                    | a/b                              | true
            +/b                    | /b                               | true
            +                      | a                                | true
            +                      | a/b                              | false
            +/+                    | /                                | true
            #                      | a                                | true
            #                      | a/b/c                            | true
            #                      | $SYS/x                           | false
            +/x                    | $SYS/x                           | false
            $SYS/#                 | $SYS/x                           | true
            a/#                    | a                                | true
            a/#                    | a/                               | true
            a/#                    | a/b/c                            | true
            a/#                    | ab                               | false
            a/+/#                  | a                                | false
            a/+/#                  | a/b                              | true
            a/+/c                  | a/b/c                            | true
            a/+/c                  | a/b/d                            | false
            sport/tennis/player1/# | sport/tennis/player1/score/wimbledon | true
            """)
    void takesWhatMqttSays(String filter, String name, boolean taken) {
        assertEquals(taken, TopicFilter.matches(filter, name));
    }
}
