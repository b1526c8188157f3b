package org.cloudmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingTest {

    @Test
    void isAnsweredByThisMachine() {
        assertThat(Ping.send("127.0.0.1", Duration.ofSeconds(30))).isEqualTo(new Ping("127.0.0.1", 1, 1));
    }

    @Test
    void isNotAnsweredByWhatIsNoAddress() {
        assertThat(Ping.send("[nix]", Duration.ofSeconds(30))).isEqualTo(new Ping("[nix]", 1, 0));
    }

    @Test
    void tellsHowManyWereAnswered() {
        assertThat(new Ping("10.0.0.1", 3, 2))
                .asString()
                .endsWith("3 packets transmitted, 2 packets received, 33.3% packet loss");
        assertThat(new Ping("10.0.0.1", 1, 1))
                .asString()
                .endsWith("1 packets transmitted, 1 packets received, 0.0% packet loss");
    }

    @Test
    void refusesMoreAnswersThanPackets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ping("10.0.0.1", 1, 2))
                .withMessage("of 1 packets 2 cannot have been answered; at least one is sent");
    }
}
