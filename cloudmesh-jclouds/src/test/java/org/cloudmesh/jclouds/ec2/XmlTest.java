package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class XmlTest {

    @Test
    void writesARecordAsJson() throws XMLStreamException {
        var xml = """
                <instance><id>i-1</id><tagSet><item><key>a "b"</key><value>&lt;\\ é</value></item></tagSet>\
                <groupSet/><state><code>16</code></state></instance>""";
        var in = Xml.reader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        in.nextTag();
        var record = Xml.record(in);

        var json = Xml.json(record);

        assertThat(json).isEqualTo("""
                        {"id":"i-1","tagSet":[{"key":"a \\"b\\"","value":"<\\\\ é"}],"groupSet":[],"state":{"code":"16"}}""");
    }
}
