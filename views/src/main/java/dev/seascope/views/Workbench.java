package dev.seascope.views;

import dev.seascope.arch.a64.Disassembler;
import dev.seascope.arch.register.RegisterLayouts;
import dev.seascope.session.Breakpoint;
import dev.seascope.session.Command;
import dev.seascope.views.Cards.Place;
import dev.seascope.views.compose.ComposeModel;
import dev.seascope.views.compose.ComposeView;
import dev.seascope.views.console.ConsoleModel;
import dev.seascope.views.console.ConsoleView;
import dev.seascope.views.control.Popover;
import dev.seascope.views.control.Theme;
import dev.seascope.views.control.TipLayer;
import dev.seascope.views.decode.DecodeModel;
import dev.seascope.views.decode.DecodeView;
import dev.seascope.views.entry.EntryModel;
import dev.seascope.views.entry.EntryView;
import dev.seascope.views.exit.ExitModel;
import dev.seascope.views.exit.ExitView;
import dev.seascope.views.findings.FindingsModel;
import dev.seascope.views.findings.FindingsView;
import dev.seascope.views.frame.Action;
import dev.seascope.views.frame.GuestLibrary;
import dev.seascope.views.frame.KeyEcho;
import dev.seascope.views.frame.Keymap;
import dev.seascope.views.frame.Opening;
import dev.seascope.views.frame.OpeningView;
import dev.seascope.views.frame.RibbonView;
import dev.seascope.views.frame.Settings;
import dev.seascope.views.frame.SettingsPane;
import dev.seascope.views.frame.StatusView;
import dev.seascope.views.frame.Toolbar;
import dev.seascope.views.kernels.KernelsModel;
import dev.seascope.views.kernels.KernelsView;
import dev.seascope.views.memory.MemoryModel;
import dev.seascope.views.memory.MemoryView;
import dev.seascope.views.model.Breakpoints;
import dev.seascope.views.model.Selection;
import dev.seascope.views.model.SessionModel;
import dev.seascope.views.palette.PaletteModel;
import dev.seascope.views.palette.PaletteView;
import dev.seascope.views.program.ProgramModel;
import dev.seascope.views.program.ProgramView;
import dev.seascope.views.registers.RegistersModel;
import dev.seascope.views.registers.RegistersView;
import dev.seascope.views.ruler.RulerModel;
import dev.seascope.views.ruler.RulerView;
import dev.seascope.views.syndrome.FieldsView;
import dev.seascope.views.syndrome.SyndromeModel;
import dev.seascope.views.syndrome.SyndromeView;
import dev.seascope.views.timeline.TimelineModel;
import dev.seascope.views.timeline.TimelineView;
import dev.seascope.views.tour.TourModel;
import dev.seascope.views.tour.TourView;
import dev.seascope.views.welcome.WelcomeView;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The whole content of the window: toolbar and ribbon, the syndrome strip across the full width, the views below it,
/// the status line. Wires the views to each other; knows nothing of the session but its commands.
public final class Workbench implements Toolbar.Window {
    /// A window lower than this at 100 % type size has no height to spare.
    private static final double SHORT = 720;

    private final StackPane root = new StackPane();
    private final Settings settings;
    private final Consumer<Command> commands;
    private final Breakpoints breakpoints;
    private final Keymap keys;
    private final BooleanProperty welcome = new SimpleBooleanProperty(this, "welcome");
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final ReadOnlyObjectWrapper<Boolean> dark = new ReadOnlyObjectWrapper<>(this, "dark", false);
    private final Map<String, Parent> views = new LinkedHashMap<>();
    private final Selection selection = new Selection();
    private final ConsoleModel console;
    private final DecodeModel decode;
    private final Arrangement arrangement;
    private @Nullable Node beforeConsole;
    private @Nullable Popover chooser;

    /// @param commands to the session
    /// @param guests what can be opened
    public Workbench(SessionModel session, Consumer<Command> commands, GuestLibrary guests) {
        this(session, commands, guests, new Settings(Settings.Look.LIGHT));
    }

    /// @param commands to the session
    /// @param guests what can be opened
    /// @param settings looks and keys; followed as they change
    public Workbench(SessionModel session, Consumer<Command> commands, GuestLibrary guests, Settings settings) {
        this.settings = settings;
        this.console = new ConsoleModel(session, commands);
        this.decode = new DecodeModel(session);
        this.keys = Keymap.of(settings.keysProperty().get());
        this.commands = commands;
        this.breakpoints = new Breakpoints(commands);
        var tips = new TipLayer();
        var syndrome = new SyndromeModel(session, RegisterLayouts::of);
        var compose = new ComposeModel(session, commands);
        var program = new ProgramModel(session, selection, breakpoints, commands, Disassembler::text);

        var strip = new SyndromeView(syndrome, selection, tips);
        var findings = new FindingsView(new FindingsModel(session, selection));
        views.put("syndrome", strip.root());
        views.put("program", new ProgramView(program).root());
        views.put("exit", new ExitView(new ExitModel(session, commands)).root());
        var registers = new RegistersView(new RegistersModel(session, selection), keys.hint(Action.FIND_REGISTER));
        selection.onOpen(subject -> {
            switch (subject) {
                case Selection.Subject.Register(String name) -> syndrome.open(name);
                case Selection.Subject.Address(long address) -> syndrome.openInstruction(address);
                case Selection.Subject.Nothing _, Selection.Subject.RegisterBits _, Selection.Subject.StructByte _,
                        Selection.Subject.Event _ -> { }
            }
        });
        views.put("registers", registers.root());
        keys.on(Action.FIND_REGISTER, registers::find);
        views.put("fields", new FieldsView(syndrome, selection).root());
        var composer = new ComposeView(compose, selection, keys, findings.root());
        views.put("compose", composer.root());

        var timeline = new TimelineModel(session, selection);
        views.put("timeline", new TimelineView(timeline, keys).root());
        var entry = new EntryModel(session, selection);
        var ruler = new RulerModel(session, selection);
        composer.onCompareKernels(() -> ruler.openProperty().set(true));
        var kernels = new KernelsModel(session, commands);
        composer.onEveryKernel(() -> kernels.openProperty().set(true));
        var cards = new Cards(strip.root());
        cards.add(Place.BELOW_TOOLBAR, entry.open(), entry::close,
                () -> new EntryView(entry, keys, timeline::nextException, timeline::previousException).root());
        cards.add(Place.BELOW_STRIP, ruler.openProperty(), () -> ruler.openProperty().set(false),
                () -> new RulerView(ruler).root());
        cards.add(Place.BELOW_STRIP, kernels.openProperty(), () -> kernels.openProperty().set(false),
                () -> new KernelsView(kernels).root());

        var toolbar = new Toolbar(session, commands, guests, keys, this);
        arrangement = new Arrangement(this::node, settings);
        console.used().subscribe(this::showConsole);
        var echo = new KeyEcho(keys);
        var content = new VBox(toolbar.root(), new RibbonView(session, selection).root(), arrangement.root(),
                new StatusView(session, keys).root());
        content.getStyleClass().add("workbench");
        content.setMinSize(0, 0);
        StackPane.setAlignment(content, Pos.TOP_LEFT);
        var tour = new TourModel(session, entry.open());
        root.getChildren().addAll(content, cards.root(), new TourView(tour, this::part).root(), tips.root(),
                echo.root());
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean closes = event.getCode() == KeyCode.ESCAPE && (cards.close() || tour.close());
            if (closes || keys.handle(event)) {
                event.consume();
            }
        });
        tips.hideOnInputTo(content);
        if (guests.canOpenFiles()) {
            takeFiles(guests);
        }
        keys.on(Action.TOGGLE_BREAKPOINT, program::toggleBreakpointAtSelection);
        keys.on(Action.RUN_TO_CURSOR, program::runToSelection);
        keys.on(Action.NEXT_EXCEPTION, timeline::nextException);
        keys.on(Action.PREVIOUS_EXCEPTION, timeline::previousException);
        keys.on(Action.NEXT_EXIT, timeline::nextExit);
        keys.on(Action.PREVIOUS_EXIT, timeline::previousExit);
        keys.on(Action.EVERY_KERNEL, () -> toggle(kernels.openProperty()));
        keys.on(Action.COMPARE_BYTES, () -> toggle(ruler.openProperty()));
        cards.add(Place.BELOW_TOOLBAR, decode.openProperty(), () -> decode.openProperty().set(false),
                () -> new DecodeView(decode).root());
        cards.add(Place.OVER_ALL, welcome, () -> welcome.set(false), () -> new WelcomeView(welcome, settings, session,
                keys, WelcomeView.doors(() -> tour(tour, guests), () -> decode.openProperty().set(true),
                        () -> kernels.openProperty().set(true), () -> openFile(guests))).root());
        cards.add(Place.OVER_ALL, guests.opening().map(now -> !(now instanceof Opening.None)), guests::leaveOpening,
                () -> new OpeningView(guests).root());
        var memory = new MemoryModel(session);
        cards.add(Place.BELOW_TOOLBAR, memory.openProperty(), () -> memory.openProperty().set(false),
                () -> new MemoryView(memory).root());
        keys.on(Action.MEMORY, () -> toggle(memory.openProperty()));
        var palette = new PaletteModel(session, commands, guests, keys, selection, breakpoints);
        cards.add(Place.OVER_ALL, palette.openProperty(), () -> palette.openProperty().set(false),
                () -> new PaletteView(palette).root());
        keys.on(Action.PALETTE, () -> toggle(palette.openProperty()));
        keys.on(Action.PRESENT, new Presentation(root, arrangement, echo, keys, settings)::toggle);
        keys.on(Action.TOUR, () -> tour(tour, guests));
        keys.on(Action.WELCOME, () -> welcome.set(!welcome.get()));
        keys.on(Action.DECODE, () -> toggle(decode.openProperty()));
        keys.on(Action.DECODE_CONSOLE, this::decodeConsole);
        keys.on(Action.SWITCH_THEME, this::switchTheme);
        keys.on(Action.BIGGER, () -> zoom(1));
        keys.on(Action.SMALLER, () -> zoom(-1));
        keys.on(Action.NORMAL_SIZE, () -> settings.typeSizeProperty().set(Settings.NORMAL_SIZE));
        settings.keysProperty().addListener((_, _, preset) -> keys.use(preset));
        settings.typeSizeProperty().subscribe(percent -> root.setStyle(Theme.typeSize(percent.intValue())));
        root.heightProperty().subscribe(_ -> shorten(strip));
        settings.typeSizeProperty().subscribe(_ -> shorten(strip));
        settings.lookProperty().subscribe(look -> theme.set(Workbench.theme(look)));
        settings.contrastProperty().subscribe(_ -> dress());
        theme.subscribe(now -> {
            dark.set(now == Theme.DARK);
            dress();
        });
    }

    /// A file dropped on the window is opened.
    private void takeFiles(GuestLibrary guests) {
        root.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        root.setOnDragDropped(event -> {
            List<File> files = event.getDragboard().getFiles();
            files.stream().findFirst().map(File::toPath).ifPresent(guests::openFile);
            event.setDropCompleted(!files.isEmpty());
        });
    }

    /// The tour is about the first sample, from its first exit on.
    private void tour(TourModel tour, GuestLibrary guests) {
        welcome.set(false);
        guests.samples().stream().findFirst().ifPresent(guests::open);
        tour.start();
    }

    /// A part of the window that the tour shows.
    private Optional<Node> part(String name) {
        return name.equals("entry") ? Optional.ofNullable(root.lookup(".entry-card"))
                : Optional.<Node>ofNullable(views.get(name)).filter(node -> node.getScene() != null);
    }

    /// Where height is short for the size of type, the strip takes one row if it can.
    private void shorten(SyndromeView strip) {
        double percent = settings.typeSizeProperty().get();
        strip.strip().setShort(root.getHeight() > 0 && root.getHeight() * Settings.NORMAL_SIZE / percent < SHORT);
    }

    /// The theme that a choice means on this desktop.
    public static Theme theme(Settings.Look look) {
        boolean dark = switch (look) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
        return dark ? Theme.DARK : Theme.LIGHT;
    }

    private void dress() {
        Optional.ofNullable(root.getScene()).ifPresent(scene ->
                theme.get().apply(scene, settings.contrastProperty().get()));
    }

    private static void openFile(GuestLibrary guests) {
        if (guests.canOpenFiles()) {
            guests.openFile();
        }
    }

    /// Whether the welcome card is on show.
    public BooleanProperty welcomeProperty() {
        return welcome;
    }

    private static void toggle(BooleanProperty open) {
        open.set(!open.get());
    }

    /// Do what somebody outside of the views wants, such as to open a guest: its breakpoints are those of the window.
    public void carryOut(Command command) {
        if (command instanceof Command.SetBreakpoints(List<Breakpoint> list)) {
            breakpoints.set(list);
        } else {
            commands.accept(command);
        }
    }

    /// The content of a window.
    public Parent root() {
        return root;
    }

    /// The looks of the window.
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// What is selected, shared by all views.
    public Selection selection() {
        return selection;
    }

    /// One view, for a picture of it alone: `syndrome`, `program`, `fields`, `compose`, ...
    public Optional<Parent> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    /// The names that [#view] knows.
    public List<String> viewNames() {
        return List.copyOf(views.keySet());
    }

    @Override
    public void switchTheme() {
        settings.lookProperty().set(theme.get() == Theme.DARK ? Settings.Look.LIGHT : Settings.Look.DARK);
    }

    @Override
    public ReadOnlyObjectProperty<Boolean> darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// Type size in per cent, 80 to 200. Rows, cells and icons follow it.
    public IntegerProperty typeSizeProperty() {
        return settings.typeSizeProperty();
    }

    @Override
    public void zoom(int steps) {
        settings.zoom(steps);
    }

    @Override
    public void chooseSettings(Node near) {
        Popover box = chooser;
        if (box == null) {
            box = new Popover("");
            var again = new Hyperlink("Welcome");
            again.getStyleClass().add("quiet-link");
            again.setOnAction(_ -> welcome.set(true));
            box.content(new VBox(new SettingsPane(settings).root(), again));
            chooser = box;
        }
        box.show(near);
    }

    /// A guest that writes to its serial port gets a console beside the timeline.
    private void showConsole(boolean used) {
        if (used && !views.containsKey("console")) {
            var view = new ConsoleView(console, keys, this::decodeConsole);
            views.put("console", view.root());
            keys.on(Action.CONSOLE, () -> focusConsole(view));
            keys.on(Action.NEXT_SYNDROME, view::nextSyndrome);
        }
        arrangement.show(used ? Optional.of(node("console")) : Optional.empty());
    }

    /// The keyboard goes to the console, and from there back to where it was.
    private void focusConsole(ConsoleView view) {
        Scene scene = root.getScene();
        if (scene != null && view.root().getScene() != null) {
            Node before = scene.getFocusOwner();
            if (view.focus()) {
                beforeConsole = before;
            } else if (beforeConsole != null) {
                beforeConsole.requestFocus();
            }
        }
    }

    private void decodeConsole() {
        if (!console.text().isEmpty()) {
            decode.open(console.text(), console.selectedProperty().get());
        }
    }

    private Parent node(String name) {
        return Objects.requireNonNull(views.get(name), name);
    }
}
