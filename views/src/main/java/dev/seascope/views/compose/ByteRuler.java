package dev.seascope.views.compose;

import dev.seascope.arch.Bytes;
import dev.seascope.inject.Preview;
import dev.seascope.kvm.uapi.StructLayout;
import dev.seascope.kvm.uapi.StructLayout.Member;
import dev.seascope.views.control.DrawnControl;
import dev.seascope.views.control.Hatch;
import dev.seascope.views.control.Ink;
import dev.seascope.views.control.Lettering;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.Selection.Subject;
import dev.seascope.views.model.Selection.Subject.RegisterBits;
import dev.seascope.views.model.Selection.Subject.StructByte;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/// The bytes of `struct kvm_vcpu_events` as they go to the kernel: a cell a byte, runs of zeros folded, pad and reserved
/// bytes hatched; above each member its offset, below it its name if the user set it.
final class ByteRuler extends DrawnControl {
    private static final String ESR = "ESR_EL1";
    private static final String ESR_MEMBER = "ext_abt_esr";
    private static final double GAP = 3;
    private static final double BYTE = 16;
    private static final double FOLDED_WORD = 66;
    private static final double PAD = 34;
    private static final double REST = 50;
    private static final double NARROW_BYTE = 15;
    private static final double SHORTEST_RESERVED = 26;
    private static final double OFFSETS = 9;
    private static final double CELL_TOP = 18;
    private static final double CELL_HEIGHT = 19;
    private static final double NAMES = 49;
    private static final double NAME_LINE = 13;
    private static final double SIZE = 11;

    private final Selection selection;
    private final Lettering lettering = new Lettering();
    private Bytes struct = Bytes.copyOf(new byte[0]);
    private List<Member> members = List.of();
    private List<Box> boxes = List.of();

    /// A member and where it is drawn.
    ///
    /// @param bytes how many of its bytes have a cell of their own; the rest is zero and folded into one cell
    private record Box(Member member, double x, double width, int bytes, double byteWidth) {
        boolean folded() {
            return bytes == 0;
        }

        /// Left edge of the cell of the bytes that are folded.
        double rest() {
            return x + bytes * byteWidth;
        }
    }

    ByteRuler(Selection selection) {
        this.selection = selection;
        setId("byte-ruler");
        setAccessibleRole(AccessibleRole.TEXT);
        selection.selectedProperty().subscribe(_ -> redraw());
        selection.hoveredProperty().subscribe(_ -> redraw());
        widthProperty().subscribe(this::requestLayout);
        setOnMouseMoved(event -> selection.hover(byteAt(event)));
        setOnMouseExited(_ -> selection.hover(Subject.NOTHING));
        setOnMousePressed(event -> selection.select(byteAt(event)));
    }

    void show(Preview preview, StructLayout layout) {
        struct = preview.struct();
        members = layout.members();
        setAccessibleText("struct kvm_vcpu_events: " + struct);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        requestLayout();
        redraw();
    }

    @Override
    protected double computePrefHeight(double width) {
        return px(NAMES + NAME_LINE * Math.max(2, names().size() + (isCrowded(place(getWidth())) ? 1 : 0)) - 7);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return px(378);
    }

    /// Whether the names of single bytes need lines below those of the words.
    private boolean isCrowded(List<Box> placed) {
        List<Box> named = placed.stream().filter(box -> box.member().elementBytes() > 1 && !box.folded()).toList();
        return named.size() > 1 || named.stream().anyMatch(word -> placed.stream().anyMatch(box ->
                box.member().bytes() == 1 && isSet(box.member()) && box.x() < word.x()
                        && nameLeft(box) + lettering.width(numbers(SIZE), box.member().name()) + px(GAP) > word.x()));
    }

    /// Where the line to the name of a single byte is.
    private static double nameLine(Box box) {
        return Math.rint(box.x() + box.width() / 2) + 0.5;
    }

    private double nameLeft(Box box) {
        return nameLine(box) + px(4);
    }

    private List<Member> names() {
        return members.stream().filter(member -> member.bytes() == 1 && isSet(member)).toList();
    }

    private boolean isSet(Member member) {
        for (int i = 0; i < member.bytes(); i++) {
            if (byteAt(member.offset() + i) != 0) {
                return true;
            }
        }
        return false;
    }

    private int byteAt(int offset) {
        return offset < struct.size() ? struct.at(offset) : 0;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        boxes = place(width);
        for (Box box : boxes) {
            drawOffset(g, box);
            if (box.folded()) {
                drawFolded(g, box);
            } else {
                drawBytes(g, box);
                drawRest(g, box);
            }
        }
        drawNames(g, width);
    }

    /// Every byte of a member that is set gets a cell, or as many as are not trailing zeros when that is too much; what is
    /// reserved takes what is left.
    private List<Box> place(double width) {
        double roomy = byteWidth(width, Member::bytes);
        if (roomy >= px(NARROW_BYTE)) {
            return place(width, roomy, Member::bytes);
        }
        return place(width, byteWidth(width, this::significant), this::significant);
    }

    private double byteWidth(double width, ToIntFunction<Member> shown) {
        double taken = px(GAP) * (members.size() - 1) + px(SHORTEST_RESERVED);
        int bytes = 0;
        for (Member member : members) {
            if (!isFolded(member)) {
                bytes += shown.applyAsInt(member);
                taken += shown.applyAsInt(member) < member.bytes() ? px(REST) : 0;
            } else if (!member.equals(members.getLast())) {
                taken += px(member.isPad() ? PAD : FOLDED_WORD);
            }
        }
        return Math.floor(Math.min(px(BYTE), (width - taken) / Math.max(1, bytes)));
    }

    private List<Box> place(double width, double byteWidth, ToIntFunction<Member> shown) {
        List<Box> placed = new ArrayList<>();
        double x = 0;
        for (Member member : members) {
            int bytes = isFolded(member) ? 0 : shown.applyAsInt(member);
            double rest = bytes == 0 ? px(member.isPad() ? PAD : FOLDED_WORD)
                    : bytes < member.bytes() ? px(REST) : 0;
            double wide = Math.floor(member.equals(members.getLast()) ? width - x : bytes * byteWidth + rest);
            placed.add(new Box(member, x, wide, bytes, byteWidth));
            x += wide + Math.rint(px(GAP));
        }
        return placed;
    }

    /// Bytes up to the last that is not 0.
    private int significant(Member member) {
        int count = member.bytes();
        while (count > 1 && byteAt(member.offset() + count - 1) == 0) {
            count--;
        }
        return count;
    }

    private boolean isFolded(Member member) {
        return member.bytes() > 1 && !isSet(member);
    }

    private void drawOffset(GraphicsContext g, Box box) {
        String text = Integer.toString(box.member().offset());
        boolean crowded = box.member().bytes() == 1 && !isSet(box.member()) && box.member().offset() != 0;
        if (!crowded) {
            lettering.draw(g, numbers(SIZE), ink(Ink.MUTED), text, box.x(), middle(OFFSETS));
        }
    }

    private void drawFolded(GraphicsContext g, Box box) {
        double top = px(CELL_TOP);
        double height = px(CELL_HEIGHT);
        boolean filler = box.member().isPad() || box.member().isReserved();
        if (filler) {
            Hatch.fill(g, box.x(), top, box.width(), height, ink(Ink.PANEL), ink(Ink.HATCH));
        }
        frame(g, box.x(), top, box.width(), height, Ink.LINE2);
        String count = "00 × " + box.member().bytes();
        String text = box.member().isPad() ? "pad" : lettering.width(numbers(SIZE), count) + 4 > box.width() ? "00"
                : count;
        double textWidth = lettering.width(numbers(SIZE), text);
        double x = box.x() + (box.width() - textWidth) / 2;
        if (filler) {
            g.setFill(ink(Ink.PANEL));
            g.fillRect(x - 3, top + 2, textWidth + 6, height - 4);
        }
        lettering.draw(g, numbers(SIZE), ink(Ink.MUTED), text, x, middle(CELL_TOP + CELL_HEIGHT / 2));
    }

    private void drawBytes(GraphicsContext g, Box box) {
        double top = px(CELL_TOP);
        double height = px(CELL_HEIGHT);
        for (int i = 0; i < box.bytes(); i++) {
            int value = byteAt(box.member().offset() + i);
            double x = box.x() + i * box.byteWidth();
            if (value != 0) {
                g.setFill(ink(Ink.USER_TINT));
                g.fillRect(x, top, box.byteWidth(), height);
            }
        }
        frame(g, box.x(), top, box.width(), height, Ink.LINE2);
        for (int i = 0; i < box.bytes(); i++) {
            int offset = box.member().offset() + i;
            int value = byteAt(offset);
            double x = box.x() + i * box.byteWidth();
            String text = "%02x".formatted(value);
            var font = value == 0 ? numbers(SIZE) : boldNumbers(SIZE);
            lettering.draw(g, font, ink(value == 0 ? Ink.MUTED : Ink.USER_TEXT), text,
                    x + (box.byteWidth() - lettering.width(font, text)) / 2, middle(CELL_TOP + CELL_HEIGHT / 2));
            if (isMarked(selection.selected(), offset)) {
                g.setStroke(ink(Ink.USER_MARK));
                g.setLineWidth(2);
                g.strokeRect(x + 1, top + 1, box.byteWidth() - 2, height - 2);
            } else if (isMarked(selection.hovered(), offset)) {
                g.setStroke(ink(Ink.FG));
                g.setLineWidth(1.5);
                g.strokeRect(x + 0.75, top + 0.75, box.byteWidth() - 1.5, height - 1.5);
            }
        }
    }

    /// `00 × 6`: the zeros at the end of a member that is partly set.
    private void drawRest(GraphicsContext g, Box box) {
        int rest = box.member().bytes() - box.bytes();
        if (rest > 0) {
            double width = box.x() + box.width() - box.rest();
            g.setStroke(ink(Ink.LINE2));
            g.setLineWidth(1);
            g.strokeLine(Math.rint(box.rest()) + 0.5, px(CELL_TOP), Math.rint(box.rest()) + 0.5,
                    px(CELL_TOP + CELL_HEIGHT));
            String text = "00 × " + rest;
            lettering.draw(g, numbers(SIZE), ink(Ink.MUTED), text,
                    box.rest() + (width - lettering.width(numbers(SIZE), text)) / 2,
                    middle(CELL_TOP + CELL_HEIGHT / 2));
        }
    }

    /// A byte is marked when it is selected itself, or when it holds bits of the syndrome that are.
    private boolean isMarked(Subject subject, int offset) {
        if (subject instanceof StructByte(int selected)) {
            return selected == offset;
        }
        if (subject instanceof RegisterBits(String register, var bits) && register.equals(ESR)) {
            return members.stream().filter(member -> member.name().equals(ESR_MEMBER)).anyMatch(member -> {
                int index = offset - member.offset();
                return index >= bits.lsb() / 8 && index <= bits.msb() / 8 && bits.msb() <= 24;
            });
        }
        return false;
    }

    private void frame(GraphicsContext g, double x, double top, double width, double height, Ink ink) {
        g.setStroke(ink(ink));
        g.setLineWidth(1);
        g.strokeRect(Math.rint(x) + 0.5, top + 0.5, width - 1, height - 1);
    }

    /// Names of single bytes hang below on lines of their own, the last byte's first, so that no line crosses a name.
    private void drawNames(GraphicsContext g, double width) {
        List<Member> hanging = names().reversed();
        boolean crowded = isCrowded(boxes);
        for (int i = 0; i < hanging.size(); i++) {
            Member member = hanging.get(i);
            Box box = boxes.stream().filter(each -> each.member().equals(member)).findFirst().orElseThrow();
            double x = nameLine(box);
            double y = NAMES + (crowded ? i + 1 : i) * NAME_LINE;
            g.setStroke(ink(Ink.USER_MARK));
            g.setLineWidth(1);
            g.strokeLine(x, px(CELL_TOP + CELL_HEIGHT + 2), x, px(y + 3));
            lettering.draw(g, numbers(SIZE), ink(Ink.USER_TEXT), member.name(), nameLeft(box), middle(y));
        }
        double free = 0;
        for (Box box : boxes) {
            Member member = box.member();
            double line = box.x() < free ? NAMES + NAME_LINE : NAMES;
            if (member.bytes() > 1 && !box.folded()) {
                free = box.x() + lettering.draw(g, numbers(SIZE), ink(Ink.USER_TEXT), member.name(), box.x(),
                        middle(line)) + px(GAP);
                if (member.elementBytes() > 1 && !crowded) {
                    lettering.draw(g, numbers(SIZE), ink(Ink.MUTED), "little-endian", box.x(),
                            middle(NAMES + NAME_LINE));
                }
            } else if (member.isReserved()) {
                double x = width - lettering.width(numbers(SIZE), member.name());
                lettering.draw(g, numbers(SIZE), ink(Ink.MUTED), member.name(), x, middle(x < free ? line : NAMES));
            }
        }
    }

    private double middle(double y) {
        return Math.rint(px(y + SIZE * 0.36));
    }

    private Subject byteAt(MouseEvent event) {
        if (event.getY() < px(CELL_TOP) || event.getY() > px(CELL_TOP + CELL_HEIGHT)) {
            return Subject.NOTHING;
        }
        for (Box box : boxes) {
            if (event.getX() >= box.x() && event.getX() < box.x() + box.width()) {
                int index = box.folded() ? 0
                        : Math.min(box.bytes() - 1, (int) ((event.getX() - box.x()) / box.byteWidth()));
                return new StructByte(box.member().offset() + index);
            }
        }
        return Subject.NOTHING;
    }
}
