package dev.seascope.cpu;

import dev.seascope.arch.a64.Computation;
import dev.seascope.arch.a64.Instruction;
import dev.seascope.arch.a64.Processor;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/// Blocks that run one after another much of the time, as one method of a hidden class: `i0.execute(cpu);
/// i1.execute(cpu); ...` where each instruction is a constant. HotSpot therefore knows which method each call is of and
/// inlines it, operands included, and a block of a loop costs no unpredictable call at all. What the instructions mean
/// is still said by their own [Instruction#execute] and nowhere else.
///
/// The result is the same as that of executing the instructions one by one, whatever stops them: [Processor#pc] is right
/// before each instruction that could ask for it, each block is entered by [Interpreter#enter], which counts its
/// instructions and refuses when anything needs attention, and a block whose memory is written is left at once. A region
/// is entered at its first block only.
abstract class Region {
    private static final int MAX_BLOCKS = 8;
    /// HotSpot takes some time for each, and compiles nothing above 8,000 bytes, of which an instruction has up to 24.
    private static final int MAX_INSTRUCTIONS = 64;
    /// A block that ran less often beside the first one is not worth the time.
    private static final int RUNS_UNTIL_WARM = 100;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassFile WRITER = ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);
    private static final ClassDesc THIS = ClassDesc.of(Region.class.getPackageName(), "GuestCode");
    private static final ClassDesc SUPER = desc(Region.class);
    private static final ClassDesc CPU = desc(Cpu.class);
    private static final ClassDesc INTERPRETER = desc(Interpreter.class);
    private static final ClassDesc INSTRUCTION = desc(Instruction.class);
    private static final ClassDesc BLOCK = desc(Block.class);
    private static final ClassDesc DEVICE_ACCESS = desc(DeviceAccess.class);
    private static final MethodTypeDesc EXECUTE = MethodTypeDesc.of(ConstantDescs.CD_boolean, CPU, INTERPRETER);
    private static final MethodTypeDesc EXECUTE_ONE = MethodTypeDesc.of(ConstantDescs.CD_void, desc(Processor.class));
    private static final MethodTypeDesc BEGIN =
            MethodTypeDesc.of(ConstantDescs.CD_void, CPU, ConstantDescs.CD_int);
    private static final MethodTypeDesc END = MethodTypeDesc.of(ConstantDescs.CD_boolean, CPU);
    private static final MethodTypeDesc CHECK = MethodTypeDesc.of(ConstantDescs.CD_void, CPU, ConstantDescs.CD_long);
    private static final MethodTypeDesc ENTER = MethodTypeDesc.of(
            ConstantDescs.CD_boolean, BLOCK, ConstantDescs.CD_int, ConstantDescs.CD_int);
    /// Numbers of local variables.
    private static final int CPU_LOCAL = 1;
    private static final int INTERPRETER_LOCAL = 2;
    private static final int PC_LOCAL = 3;

    /// In the order of their places, the first one first.
    Block[] blocks = {};

    /// Execute the first block, which has been entered, and then others of the region as long as they follow.
    ///
    /// @return whether the last instruction was a [DeviceAccess] that found a hole
    abstract boolean execute(Cpu cpu, Interpreter interpreter);

    /// The region that begins with a block: what followed it so far.
    static Region of(Block first) {
        List<Block> blocks = gather(first);
        var constants = new ArrayList<Object>();
        for (Block block : blocks) {
            constants.add(block);
            for (Instruction instruction : block.instructions) {
                constants.add(instruction instanceof DeviceAccess device ? device.access : instruction);
            }
        }
        byte[] bytes = WRITER.build(THIS, type -> write(type, blocks, constants));
        try {
            MethodHandles.Lookup hidden =
                    LOOKUP.defineHiddenClassWithClassData(bytes, constants.toArray(), true);
            var region =
                    (Region) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
            region.blocks = blocks.toArray(Block[]::new);
            return region;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot define a region", e);
        }
    }

    private static List<Block> gather(Block first) {
        var blocks = new ArrayList<Block>();
        blocks.add(first);
        int instructions = first.instructions.length;
        for (int i = 0; i < blocks.size() && blocks.size() < MAX_BLOCKS; i++) {
            for (Block follower : List.of(blocks.get(i).next, blocks.get(i).other)) {
                if (isWarm(follower, first) && follower.level() == first.level() && !blocks.contains(follower)
                        && instructions + follower.instructions.length <= MAX_INSTRUCTIONS) {
                    blocks.add(follower);
                    instructions += follower.instructions.length;
                }
            }
        }
        return blocks;
    }

    private static boolean isWarm(Block block, Block first) {
        return !block.isRetired() && (block.region != null
                || block.runs >= Math.clamp(first.runs / 2, 1, RUNS_UNTIL_WARM));
    }

    private static void write(ClassBuilder type, List<Block> blocks, List<Object> constants) {
        type.withFlags(ClassFile.ACC_FINAL).withSuperclass(SUPER);
        for (int i = 0; i < constants.size(); i++) {
            type.withField(name(i), kind(constants.get(i)), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        type.withMethodBody(ConstantDescs.CLASS_INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
            code.invokestatic(desc(MethodHandles.class), "lookup",
                    MethodTypeDesc.of(desc(MethodHandles.Lookup.class)));
            code.invokestatic(SUPER, "constants",
                    MethodTypeDesc.of(desc(Object[].class), desc(MethodHandles.Lookup.class)));
            code.astore(0);
            for (int i = 0; i < constants.size(); i++) {
                ClassDesc kind = kind(constants.get(i));
                code.aload(0).loadConstant(i).aaload().checkcast(kind).putstatic(THIS, name(i), kind);
            }
            code.return_();
        });
        type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code ->
                code.aload(0).invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
        type.withMethodBody("execute", EXECUTE, 0, code -> write(code, blocks));
    }

    private static ClassDesc kind(Object constant) {
        return constant instanceof Block ? BLOCK : INSTRUCTION;
    }

    private static void write(CodeBuilder code, List<Block> blocks) {
        List<Label> starts = blocks.stream().map(_ -> code.newLabel()).toList();
        int[] constants = new int[blocks.size()];
        for (int i = 1; i < constants.length; i++) {
            constants[i] = constants[i - 1] + 1 + blocks.get(i - 1).instructions.length;
        }
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            code.labelBinding(starts.get(i));
            write(code, block, constants[i]);
            code.aload(CPU_LOCAL).getfield(CPU, "nextPc", ConstantDescs.CD_long).lstore(PC_LOCAL);
            code.aload(CPU_LOCAL).lload(PC_LOCAL).putfield(CPU, "pc", ConstantDescs.CD_long);
            for (Block follower : List.of(block.next, block.other)) {
                int number = blocks.indexOf(follower);
                if (number >= 0) {
                    Label otherwise = code.newLabel();
                    code.lload(PC_LOCAL).loadConstant(follower.address).lcmp().ifne(otherwise);
                    code.aload(INTERPRETER_LOCAL).getstatic(THIS, name(constants[number]), BLOCK)
                            .loadConstant(follower.count).loadConstant(number)
                            .invokevirtual(INTERPRETER, "enter", ENTER).ifne(starts.get(number));
                    code.iconst_0().ireturn();
                    code.labelBinding(otherwise);
                }
            }
            code.iconst_0().ireturn();
        }
    }

    /// @param constant number of the block's constant; those of its instructions follow
    private static void write(CodeBuilder code, Block block, int constant) {
        Instruction[] instructions = block.instructions;
        int last = instructions.length - 1;
        long stored = block.address;
        for (int i = 0; i <= last; i++) {
            long pc = block.address + 4L * i;
            boolean computes = instructions[i] instanceof Computation;
            if (!computes && pc != stored) {
                setField(code, "pc", pc);
                stored = pc;
            }
            if (i == last) {
                setField(code, "nextPc", pc + 4);
            }
            if (instructions[i] instanceof DeviceAccess device) {
                // What it holds is not a constant to HotSpot, only what is written here.
                code.aload(CPU_LOCAL).loadConstant(device.syndrome).invokestatic(DEVICE_ACCESS, "begin", BEGIN);
                execute(code, constant + 1 + i);
                Label found = code.newLabel();
                code.aload(CPU_LOCAL).invokestatic(DEVICE_ACCESS, "end", END).ifeq(found);
                code.iconst_1().ireturn();
                code.labelBinding(found);
            } else {
                execute(code, constant + 1 + i);
            }
            if (!computes && i != last) {
                code.getstatic(THIS, name(constant), BLOCK).aload(CPU_LOCAL).loadConstant(pc + 4)
                        .invokevirtual(BLOCK, "leaveIfRetired", CHECK);
            }
        }
    }

    private static void execute(CodeBuilder code, int constant) {
        code.getstatic(THIS, name(constant), INSTRUCTION).aload(CPU_LOCAL)
                .invokevirtual(INSTRUCTION, "execute", EXECUTE_ONE);
    }

    private static void setField(CodeBuilder code, String name, long value) {
        code.aload(CPU_LOCAL).loadConstant(value).putfield(CPU, name, ConstantDescs.CD_long);
    }

    /// For the class initializer of a generated class.
    static Object[] constants(MethodHandles.Lookup lookup) throws IllegalAccessException {
        Object[] constants = MethodHandles.classData(lookup, "_", Object[].class);
        if (constants == null) {
            throw new IllegalStateException("not made by Region.of");
        }
        return constants;
    }

    private static String name(int i) {
        return "c" + i;
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
