package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.discovery.DiscoveryRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How devices find the gateway (1.2 section 6.1, I-52). */
class DiscoveryScriptsTest extends Script {
    private static final int ID = 7;

    private final Station everybody = new Station(ScriptLink.ALL);

    private void begin(DiscoveryRules discovery) {
        rules = rules.with(discovery);
        gateway();
    }

    private void serverIsThere(boolean there) {
        gateway().serverIsThere(there);
        loop.settle();
    }

    @Test
    @Requirement({"SN12-030", "SN12-031"})
    void answersWhoeverSearches() {
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        clientSays(searchgw());
        clientHears(gwinfo(ID));
        at("B").says(searchgw());
        at("B").hears(gwinfo(ID));
        require(gateway().sessions() == 0, "no session should have come of it");
    }

    @Test
    @Requirement("SN12-031")
    void tellsEverybodyToo() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        clientSays(searchgw());
        clientHears(gwinfo(ID));
        everybody.hears(gwinfo(ID));
    }

    @Test
    void tellsEverybodyOnceASecondHoweverManySearch() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        for (int i = 0; i < 5; i++) {
            clientSays(searchgw());
            clientHears(gwinfo(ID));
        }
        everybody.hears(gwinfo(ID));
        everybody.hearsNothing();
        after(seconds(1));
        clientSays(searchgw());
        clientHears(gwinfo(ID));
        everybody.hears(gwinfo(ID));
    }

    /** As far as the search went; an envelope knows 0 to 3 only (I-32). */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 3", "4, 3", "255, 3"})
    @Requirement({"SN12-029", "SN12-069"})
    void answersNodesBehindForwardersInTheirEnvelopeWithTheRadiusOfTheSearch(int searched, int answered) {
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        at("F").says(searchgw(searched).inEnvelope(0, "0102"));
        at("F").hears(gwinfo(ID).inEnvelope(answered, "0102"));
    }

    @Test
    @Requirement("SN12-072")
    void isSilentWhileTheServerIsAway() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID).advertising(seconds(2)));
        clientSays(searchgw());
        clientHearsNothing();
        serverIsThere(true);
        everybody.hears(advertise(ID, 2));
        serverIsThere(false);
        clientSays(searchgw());
        after(seconds(100));
        clientHearsNothing();
        everybody.hearsNothing();
        serverIsThere(true);
        everybody.hears(advertise(ID, 2));
        clientSays(searchgw());
        clientHears(gwinfo(ID));
        everybody.hears(gwinfo(ID));
    }

    @Test
    @Requirement({"SN12-027", "SN12-028", "SN12-073"})
    void advertisesAtTheIntervalThatItTells() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID).advertising(Duration.ofMinutes(20)));
        serverIsThere(true);
        everybody.hears(advertise(ID, 1200));
        after(seconds(1199));
        everybody.hearsNothing();
        after(seconds(1));
        everybody.hears(advertise(ID, 1200));
        serverIsThere(true);
        everybody.hearsNothing();
        after(seconds(1200));
        everybody.hears(advertise(ID, 1200));
    }

    @Test
    void advertisesNothingUnlessTold() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        after(Duration.ofHours(1));
        everybody.hearsNothing();
    }

    @Test
    void answersNobodyWhereThatIsSwitchedOff() {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID).withoutAnswers());
        serverIsThere(true);
        clientSays(searchgw());
        clientHearsNothing();
        everybody.hearsNothing();
    }

    @Test
    void takesNoNoticeOfOtherGateways() {
        begin(DiscoveryRules.answering(ID));
        serverIsThere(true);
        clientSays(advertise(3, 900), gwinfo(3));
        clientHearsNothing();
    }

    @Test
    void saysNothingMoreWhenTheGatewayIsStopped() throws InterruptedException {
        link.reachesEverybody();
        begin(DiscoveryRules.answering(ID).advertising(seconds(2)));
        serverIsThere(true);
        everybody.hears(advertise(ID, 2));
        closing();
        serverIsThere(true);
        after(seconds(10));
        clientSays(searchgw());
        clientHearsNothing();
        everybody.hearsNothing();
    }
}
