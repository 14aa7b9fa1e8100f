using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal sealed partial class StageEvaluator
{
    private TransferInstruction Copy(Draft stage, CopyInstruction instruction)
    {
        var source = instruction.From is { } from ? Find(from) : null;
        if (source is not null)
            instruction = instruction with { FromStage = source.Index };
        var copy = Transfer(stage, instruction);
        return source is null or { Dispatched: true }
            ? copy
            : throw new InvalidInstructionException($"cannot copy from stage \"{instruction.From}\", it needs to be defined before current stage");
    }

    private TransferInstruction Transfer(Draft stage, TransferInstruction instruction)
    {
        Word(stage, instruction.Chown ?? "");
        var mode = Word(stage, instruction.Chmod ?? "");
        if (mode.Length > 0 && !ModeText.IsValid(mode) && !Undecided(stage, mode))
            throw new InvalidInstructionException($"invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777");
        var sources = instruction.Sources.Select(word => Word(stage, word.Text)).ToArray();
        var destination = Word(stage, instruction.Destination.Text);
        foreach (var heredoc in instruction.Heredocs.Where(heredoc => heredoc.Expand))
            new ShellLexer('\\', Lookup(stage)) { PlainQuotes = true, KeepUnknown = !stage.State.Complete }.Word(heredoc.Content);
        if (instruction is CopyInstruction && sources.FirstOrDefault(RemoteSource.IsHttp) is not null)
            throw new InvalidInstructionException("source can't be a URL for COPY");
        if (instruction is CopyInstruction && sources.FirstOrDefault(RemoteSource.IsGit) is not null)
            throw new InvalidInstructionException("source can't be a git ref for COPY");
        if (instruction is AddInstruction { Checksum: { Length: > 0 } checksum })
            Checksum(Word(stage, checksum), sources);
        return instruction with { ExpandedSources = sources, ExpandedDestination = destination };
    }

    private static void Checksum(string checksum, string[] sources)
    {
        if (checksum.Length == 0)
            return;
        if (sources.Length != 1)
            throw new InvalidInstructionException("checksum can't be specified for multiple sources");
        if (!RemoteSource.IsHttp(sources[0]) && !RemoteSource.IsGit(sources[0]))
            throw new InvalidInstructionException("checksum requires HTTP(S) or Git sources");
        if (RemoteSource.IsHttp(sources[0]) && !RemoteSource.IsDigest(checksum))
            throw new InvalidInstructionException("invalid checksum digest format");
    }

    private RunInstruction Run(Draft stage, RunInstruction instruction)
    {
        var mounts = new List<RunMount>();
        foreach (var flag in instruction.Flags.Where(flag => flag.Name == "--mount"))
        {
            if (Mount(stage, flag) is { } mount)
                mounts.Add(mount);
        }

        return instruction with { Mounts = mounts };
    }

    private RunMount? Mount(Draft stage, InstructionFlag flag)
    {
        // The value of an unknown variable may be valid.
        var undecided = false;
        try
        {
            var mount = new MountReader(text =>
            {
                var word = Word(stage, text);
                undecided |= Undecided(stage, word);
                return word;
            }).Read(flag, stage.State.WorkingDirectory, name => Named(name)?.Index);
            if (mount is SourcedRunMount { FromStage: { } index } sourced && !_stages[index].Dispatched)
                throw new InvalidInstructionException(
                    $"cannot mount from stage \"{sourced.From}\" to \"{sourced.Target}\", stage needs to be defined before current command");
            return mount;
        }
        catch (InvalidInstructionException) when (undecided)
        {
            return null;
        }
    }
}
