package org.cloudmesh.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in a box of {@code +-|}, as the original's printer drew it; lines end with {@code \n}, but for the last. */
public final class BoxTable {

    /** A cell of the original's printer is not wider. */
    private static final int WIDEST_CELL = 48;

    /** Below that, a shortened cell tells nothing. */
    private static final int NARROWEST_COLUMN = 8;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final boolean[] kept;
    private final int[] widths;

    private record Line(String text, int width) {}

    private record Cell(List<Line> lines) {

        static Cell of(String text) {
            return new Cell(SafeText.lines(text).stream()
                    .map(line -> new Line(line, Width.of(line)))
                    .toList());
        }

        String line(int index, int width) {
            if (index >= lines.size()) {
                return " ".repeat(width);
            }
            var line = lines.get(index);
            return line.width() > width
                    ? Width.pad(Width.cut(line.text(), width), width)
                    : line.text() + " ".repeat(width - line.width());
        }
    }

    private BoxTable(List<Boolean> keep) {
        kept = new boolean[keep.size()];
        for (int column = 0; column < kept.length; column++) {
            kept[column] = keep.get(column);
        }
        widths = new int[kept.length];
    }

    /**
     * Draws it.
     *
     * @param rows the heading, then the others, as many cells in each
     * @param keep for each column, whether it is never shortened
     * @param width how wide the whole may be; it is wider only if no column can be made narrower
     */
    public static String draw(List<List<String>> rows, List<Boolean> keep, int width) {
        var box = new BoxTable(keep);
        rows.forEach(box::add);
        box.shrink(width);
        return box.draw();
    }

    private void add(List<String> texts) {
        var cells = texts.stream().map(Cell::of).toList();
        for (int column = 0; column < widths.length; column++) {
            for (var line : cells.get(column).lines()) {
                int most = kept[column] ? line.width() : Math.min(line.width(), WIDEST_CELL);
                widths[column] = Math.max(widths[column], most);
            }
        }
        rows.add(cells);
    }

    /** The widest columns become narrower, all to one width, until the box fits. */
    private void shrink(int width) {
        for (int most = WIDEST_CELL; total() > width && most > NARROWEST_COLUMN; ) {
            most--;
            for (int column = 0; column < widths.length && total() > width; column++) {
                if (!kept[column] && widths[column] > most) {
                    widths[column] = most;
                }
            }
        }
    }

    private int total() {
        return Arrays.stream(widths).map(each -> each + 3).sum() + 1;
    }

    private String draw() {
        var rule =
                Arrays.stream(widths).mapToObj(each -> "-".repeat(each + 2)).collect(Collectors.joining("+", "+", "+"));
        var lines = new ArrayList<String>();
        lines.add(rule);
        addLines(rows.get(0), lines);
        lines.add(rule);
        rows.stream().skip(1).forEach(row -> addLines(row, lines));
        if (rows.size() > 1) {
            lines.add(rule);
        }
        return String.join("\n", lines);
    }

    private void addLines(List<Cell> row, List<String> lines) {
        int height = row.stream().mapToInt(cell -> cell.lines().size()).max().orElse(1);
        for (int i = 0; i < height; i++) {
            int index = i;
            lines.add(IntStream.range(0, widths.length)
                    .mapToObj(column -> row.get(column).line(index, widths[column]))
                    .collect(Collectors.joining(" | ", "| ", " |")));
        }
    }
}
