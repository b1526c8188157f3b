package org.cloudmesh.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void saysWhatWasKeptBrokenAndDoesNotApply() throws IOException {
        ContractRun.of(ReportedContracts.OfTwoNames.class, directory);

        var report = reportOf("OfTwoNames");

        assertThat(report)
                .startsWith(
                        "NamingContract",
                        "implementation: " + ReportedContracts.OfTwoNames.Naming.class.getName(),
                        "tested by: org.cloudmesh.testkit.contract.ReportedContracts.OfTwoNames")
                .contains("  stands for the names of a host list: it knows no host lists")
                .anyMatch(line -> line.matches("kept: [1-9][0-9]*"))
                .anyMatch(line -> line.matches("broken: [1-9][0-9]*"))
                .anyMatch(line -> line.matches("not applicable: [1-9][0-9]*"))
                .anyMatch(line -> line.startsWith(
                        "  gives as many names as are asked for [4] 1000: Expected size: 1000 but was: 2"));
    }

    @Test
    void namesAContractThatCouldNotBegin() throws IOException {
        ContractRun.of(ReportedContracts.ThatCannotBegin.class, directory);

        var report = reportOf("ThatCannotBegin");

        assertThat(report)
                .contains(
                        "kept: 0",
                        "broken: 1",
                        "  runs at all: [the server] Expecting path: /no/such/server to exist (symbolic links were followed).");
    }

    @Test
    void countsATestThatIsPutOffBeforeThereIsADriverAsNotApplicable() throws IOException {
        ContractRun.of(ReportedContracts.OfACloudThatIsNotTold.class, directory);

        var report = reportOf("OfACloudThatIsNotTold");

        assertThat(report)
                .contains("implementation: ?", "kept: 0", "broken: 0")
                .anyMatch(line -> line.endsWith(": nobody told of a cloud"));
    }

    private List<String> reportOf(String contract) throws IOException {
        return Files.readAllLines(directory.resolve(
                "contracts/org.cloudmesh.testkit.contract.ReportedContracts.%s.txt".formatted(contract)));
    }
}
