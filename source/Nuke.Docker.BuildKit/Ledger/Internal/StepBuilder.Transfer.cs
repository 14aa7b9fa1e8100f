using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

internal sealed partial class StepBuilder
{
    /// <summary>The start of a destination that depends on the working directory of the base image.</summary>
    public const string DirectoryOfBase = "(directory of the base image)";

    private LedgerStep Transfer(LedgerStep step, TransferInstruction transfer)
    {
        var copy = transfer as CopyInstruction;
        var add = transfer as AddInstruction;
        var sources = new SortedSet<int>();
        var images = new SortedSet<string>(StringComparer.Ordinal);
        string? context = null, uncertain = null;
        if (copy is not null && StageOf(copy) is { } stage)
            uncertain = AddStage(stage, sources, images);
        else if (copy is { From: { } from })
            uncertain = AddOther(from, images, ref context);
        else if (transfer.ExpandedSources.Any(source => !IsRemote(source)))
            context = BuildPlanner.MainContext;

        IReadOnlyList<string> paths = [.. transfer.ExpandedSources.Where(source => !IsRemote(source))];
        uncertain ??= UncertaintyOf(transfer);
        // Variables of the base image are not known, and --parents has patterns of its own.
        if (copy?.Parents == true || paths.Any(path => path.Contains('$', StringComparison.Ordinal)))
            paths = [""];
        var inputs = Sorted(
            ("sources", _values.Long(string.Join(' ', transfer.ExpandedSources.Select(source => context is null ? Normal(source) : NameOf(Normal(source)))))),
            ("destination", _values.Long(Destination(transfer))),
            ("chown", Expand(transfer, transfer.Chown)),
            ("chmod", Expand(transfer, transfer.Chmod).TrimStart('0')),
            ("link", transfer.Link ? "true" : ""),
            ("exclude", string.Join(' ', transfer.Excludes)),
            ("parents", copy?.Parents == true ? "true" : ""),
            ("checksum", _values.Long(Expand(transfer, add?.Checksum))),
            ("keep-git-dir", add?.KeepGitDir == true ? "true" : ""),
            ("unpack", add is not null && (add.Unpack ?? context is not null) ? "true" : ""),
            ("heredoc", _values.Long(string.Join('\0', transfer.Heredocs.Select(heredoc => Heredoc(transfer, heredoc))))),
            // The delimiter is the name of the file.
            ("heredoc name", string.Join(' ', transfer.Heredocs.Select(heredoc => heredoc.Name))),
            ("from", copy?.From is null ? "" : sources.Count > 0 ? "stage" : string.Join(' ', images)));
        return step with
        {
            Inputs = inputs,
            Sources = [.. sources],
            Images = [.. images],
            Context = context,
            Paths = context is null ? [] : paths,
            Excludes = [.. transfer.Excludes],
            Uncertain = uncertain,
        };
    }

    private static bool IsRemote(string source) => RemoteSource.IsHttp(source) || RemoteSource.IsGit(source);

    private static string Normal(string source) => IsRemote(source) ? source : PosixPath.Clean($"/{source}");

    // Of files of a context, BuildKit compares the content and the name, not the folder.
    private static string NameOf(string path) => IsRemote(path) || path == "/" ? path : path[(path.LastIndexOf('/') + 1)..];

    private string? UncertaintyOf(TransferInstruction transfer)
    {
        if (transfer is CopyInstruction { Parents: true })
            return "it copies with --parents";
        if (transfer is AddInstruction { Checksum: null } && transfer.ExpandedSources.FirstOrDefault(IsRemote) is { } remote)
            return $"it downloads {_values.Redact(remote)}";
        return transfer.ExpandedSources.Append(transfer.ExpandedDestination).Any(path => path.Contains('$', StringComparison.Ordinal))
            ? "a path depends on variables of the base image"
            : null;
    }

    // A trailing slash, or a dot, makes it a directory.
    private static string Destination(TransferInstruction transfer)
    {
        var text = transfer.ExpandedDestination;
        var folder = text.EndsWith('/') || text is "." or ".." || text.EndsWith("/.", StringComparison.Ordinal);
        var path = PosixPath.Absolute(transfer.State.WorkingDirectory, text);
        var known = text.StartsWith('/') || transfer.State.WorkingDirectory is not null ? path : $"{DirectoryOfBase}{path}";
        return folder && path != "/" ? $"{known}/" : known;
    }

    private static string Expand(TransferInstruction transfer, string? text) =>
        text is null ? "" : Lexer(transfer).Word(text);

    private static string Heredoc(TransferInstruction transfer, Dockerfiles.Syntax.DockerfileHeredoc heredoc) => heredoc.Expand
        ? Lexer(transfer, plainQuotes: true).Word(heredoc.Content)
        : heredoc.Content;

    private static ShellLexer Lexer(TransferInstruction transfer, bool plainQuotes = false) =>
        new('\\', name => transfer.State.Variables.GetValueOrDefault(name)) { KeepUnknown = !transfer.State.Complete, PlainQuotes = plainQuotes };
}
