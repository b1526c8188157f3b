package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmesh.internal.credentials.TestHome.CANARY;

import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.ProxyAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final URI CLOUD = URI.create("https://chi.example.org:5000/v3");

    @TempDir
    Path directory;

    TestHome home;

    @BeforeEach
    void moveIn() {
        home = new TestHome(directory);
    }

    @Test
    void isTheClouds() {
        home.variable("HTTPS_PROXY", "http://other:1").variable("NO_PROXY", "*");
        var lab = home.cloud("lab", "proxy", "http://ann:" + CANARY + "%40%3a+@proxy.lab:3128/");

        var proxy = lab.proxy(CLOUD).orElseThrow();

        assertThat(proxy).isEqualTo(new ProxyAddress(Proxy.Type.HTTP, "proxy.lab", 3128, "ann", CANARY + "@:+"));
        assertThat(proxy).hasToString("http://***@proxy.lab:3128");
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://[::1]:1080, SOCKS, ::1, 1080",
        "socks5h://host, SOCKS, host, 1080",
        "http://host, HTTP, host, 80",
        "host:3128, HTTP, host, 3128",
        "http://u:p@ss@host:3128, HTTP, host, 3128"
    })
    void isReadInAllItsSpellings(String text, Proxy.Type type, String host, int port) {
        var proxy = home.cloud("lab", "proxy", text).proxy(CLOUD).orElseThrow();

        assertThat(proxy.type()).isEqualTo(type);
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
    }

    @Test
    void isNoneWhereTheCloudSaysSo() {
        home.variable("HTTPS_PROXY", "http://other:1");

        assertThat(home.cloud("lab", "proxy", "none").proxy(CLOUD)).isEmpty();
    }

    @Test
    void isThatOfTheEnvironment() {
        assertThat(home.cloud("lab").proxy(CLOUD)).isEmpty();

        home.variable("all_proxy", "socks5://all");
        assertThat(home.cloud("lab").proxy(CLOUD).orElseThrow().host()).isEqualTo("all");

        home.variable("https_proxy", "http://small");
        assertThat(home.cloud("lab").proxy(CLOUD).orElseThrow().host()).isEqualTo("small");

        home.variable("HTTPS_PROXY", "http://large").variable("HTTP_PROXY", "http://cgi");
        assertThat(home.cloud("lab").proxy(CLOUD).orElseThrow().host()).isEqualTo("large");
        var plain = URI.create("http://chi.example.org/");
        assertThat(home.cloud("lab").proxy(plain).orElseThrow().host()).isEqualTo("all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                     | https://chi.example.org",
                "a, chi.example.org    | https://chi.example.org",
                "CHI.example.ORG       | https://Chi.Example.org",
                "example.org           | https://chi.example.org",
                ".example.org          | https://chi.example.org",
                "*.example.org         | https://chi.example.org",
                "example.org:5000      | https://chi.example.org:5000",
                "example.org:443       | https://chi.example.org",
                "10.1.2.3              | https://10.1.2.3",
                "10.0.0.0/8            | https://10.1.2.3",
                "10.1.2.2/31           | https://10.1.2.3",
                "0.0.0.0/0             | https://10.1.2.3",
                "fd00::/8              | https://[fd12::1]",
                "[fd12::1]             | https://[fd12::1]",
                "none                  | https://localhost:8774",
                "none                  | https://127.0.0.2",
                "none                  | https://[::1]:5000"
            })
    void isAvoidedWhereNoProxySaysSo(String list, URI endpoint) {
        home.variable("HTTPS_PROXY", "http://proxy").variable("NO_PROXY", list);

        assertThat(home.cloud("lab").proxy(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ample.org         | https://chi.example.org",
                "chi.example       | https://chi.example.org",
                "example.org:80    | https://chi.example.org",
                "10.0.0.0/16       | https://10.1.2.3",
                "10.0.0.0/99       | https://10.1.2.3",
                "10.0.0.0/x        | https://10.1.2.3",
                "::/0              | https://10.1.2.3",
                "10.1.2.0/24       | https://ten.example.org",
                "999.1.1.1         | https://10.1.2.3"
            })
    void isUsedWhereNoProxyNamesAnother(String list, URI endpoint) {
        home.variable("HTTPS_PROXY", "http://proxy").variable("NO_PROXY", list);

        assertThat(home.cloud("lab").proxy(endpoint)).isPresent();
    }

    @Test
    void isUsedForAHostWithAnUnderscore() {
        home.variable("HTTPS_PROXY", "http://proxy");

        assertThat(home.cloud("lab").proxy(URI.create("https://my_cloud:5000/v3")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://canary-of-a-secret:x@host:3128",
                "ftp://u:canary-of-a-secret@host",
                "http://u:canary-of-a-secret@host:99999",
                "http://u:canary-of-a-secret@host:0",
                "http://u:canary-of-a-secret@host:port",
                "http://u:canary-of-a-secret%zz@host:1",
                "http://u:canary-of-a-secret@",
                "http:// canary-of-a-secret"
            })
    void thatIsNoneIsToldWithoutItsPassword(String text) {
        var thrown = catchThrowable(() -> home.cloud("lab", "proxy", text).proxy(CLOUD));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(home.configuration() + ":41: cloudmesh.cloud.lab.proxy: ")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @Test
    void thatIsNoneInTheEnvironmentIsToldByItsVariable() {
        home.variable("HTTPS_PROXY", "http://u:" + CANARY + "@:1");

        var thrown = catchThrowable(() -> home.cloud("lab").proxy(CLOUD));

        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("HTTPS_PROXY in the environment: this is no address of a proxy")
                .hasMessageNotContaining(CANARY);
    }
}
