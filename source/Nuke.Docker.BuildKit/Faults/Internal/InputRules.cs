using System.Globalization;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of the user's own files and arguments. None of them is ever worth a retry.</summary>
internal static class InputRules
{
    public static DockerFault? ContextMissing(FaultEvidence evidence) =>
        evidence.Between("unable to prepare context: path \"", "\"") is { } path
            ? evidence.FaultElsewhere(DockerFaultKind.ContextMissing, $"The build context {path} doesn't exist.", "Correct the context's path.", path) with { Detail = null }
            : null;

    public static DockerFault? DockerfileMissing(FaultEvidence evidence)
    {
        const string cure = "Correct the path of the Dockerfile, or write one. On the command line the path counts from the working directory, not from the context.";
        // buildx looks for the folder of -f docker/Dockerfile: "resolve : lstat docker: no such file or directory".
        if (evidence.Error.StartsWith("resolve : lstat ", StringComparison.Ordinal) && evidence.Between("resolve : lstat ", ": ") is { } folder)
            return evidence.FaultElsewhere(DockerFaultKind.DockerfileMissing, $"There is no {folder}, where the Dockerfile should be.", cure, folder) with { Detail = null };
        if (!evidence.Says("failed to read dockerfile"))
            return null;
        var path = evidence.Between("failed to read dockerfile: open ", ": ");
        var fault = evidence.FaultElsewhere(DockerFaultKind.DockerfileMissing, $"There is no {path ?? "Dockerfile that can be read"}.", cure, path);
        return path is null ? fault : fault with { Detail = null };
    }

    public static DockerFault? UnknownStage(FaultEvidence evidence)
    {
        if (evidence.Between("target stage \"", "\" could not be found") is not { } stage)
            return null;
        var suggestion = evidence.Stages.Count > 0 ? NearestNames.Sentence(stage, evidence.Stages)
            : evidence.Between("(did you mean ", "?)") is { } near ? $"Did you mean {near}?" : "";
        return evidence.FaultElsewhere(
            DockerFaultKind.UnknownStage,
            $"The Dockerfile has no stage {stage}.{(suggestion.Length > 0 ? " " : "")}{suggestion}",
            "Name a stage that stands after an AS in the Dockerfile.") with { Stage = stage, Detail = null };
    }

    public static DockerFault? SecretMissing(FaultEvidence evidence)
    {
        if (evidence.Error.StartsWith("failed to stat ", StringComparison.Ordinal) && evidence.Between("failed to stat ", ": ") is { } path)
        {
            return evidence.FaultElsewhere(
                DockerFaultKind.SecretMissing, $"The secret's file {path} doesn't exist.", "Correct the src of the secret.", path) with { Detail = null };
        }
        return evidence.Says(": not found") && evidence.Between("secret ", ": not found") is { } id && !id.Contains(' ')
            ? evidence.Fault(
                DockerFaultKind.SecretMissing,
                $"A step requires the secret {id}, which the build wasn't given.",
                $"Give it: --secret id={id},env=VARIABLE or --secret id={id},src=FILE.") with { Detail = null }
            : null;
    }

    public static DockerFault? MissingContextFile(FaultEvidence evidence)
    {
        var file = evidence.Says("failed to calculate checksum") ? evidence.Between(": \"", "\": not found") : null;
        if (file is null && !evidence.Says("no source files were specified"))
            return null;
        var instruction = evidence.Vertex?.Name.Instruction ?? "";
        var stage = instruction.Split(' ').FirstOrDefault(word => word.StartsWith("--from=", StringComparison.Ordinal))?["--from=".Length..];
        return evidence.Fault(
            DockerFaultKind.MissingContextFile,
            stage is null
                ? $"The build context has no {file?.TrimStart('/') ?? "file that the pattern fits"}."
                : $"The stage {stage} has no {file}.",
            stage is null
                ? "Look whether the file exists below the context's folder, whether its case is right, and whether .dockerignore leaves it out."
                : $"Look which step of {stage} should have made it, and whether the path is right.") with { Detail = null };
    }

    public static DockerFault? StepFailed(FaultEvidence evidence)
    {
        const string words = "did not complete successfully: exit code: ";
        var errors = evidence.AllErrors;
        var start = errors.IndexOf(words, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var digits = errors.AsSpan(start + words.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        int? exitCode = int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
        return evidence.Fault(
            DockerFaultKind.StepFailed,
            $"Step {evidence.Vertex?.Name.Label ?? "?"} failed with exit code {exitCode}.",
            exitCode switch
            {
                127 => "A command was not found: install it in an earlier step, or correct its name.",
                126 => "A file may not be executed: correct its mode (COPY --chmod=755) or its first line.",
                137 => "The process was killed, mostly for want of memory: give the engine more, or let the step use less.",
                _ => "Correct the step; its last lines stand above, --progress=plain shows all of them.",
            }) with
        {
            StepExitCode = exitCode,
            // BuildKit's words repeat the instruction and the code, which stand above.
            Detail = null,
        };
    }

    public static DockerFault? BaseImageUnavailable(FaultEvidence evidence)
    {
        var image = evidence.Between("failed to resolve source metadata for ", ": ");
        var frontend = evidence.Vertex?.Name.Text.StartsWith("resolve image config for", StringComparison.Ordinal) == true;
        if (image is null && evidence.Vertex is not { Name.Kind: VertexKind.BaseImage } && !evidence.Says("pull access denied"))
            return null;
        image ??= evidence.Between("pull access denied for ", ",") ?? evidence.Vertex?.Name.Instruction ?? "";
        return evidence.Fault(
            DockerFaultKind.BaseImageUnavailable,
            $"The {(frontend ? "syntax frontend" : "base image")} {image} can't be had: {Why(evidence)}",
            frontend
                ? "Take the `# syntax=` line out: the engine's own frontend knows the same instructions unless it is old. Or make the registry reachable."
                : "Correct the name, log in with `docker login`, or take an image that the engine has or can reach.") with { LastLines = [] };
    }

    private static string Why(FaultEvidence evidence) =>
        evidence.SaysAny("pull access denied", "unauthorized", "authorization failed", "403 Forbidden") ? "it doesn't exist, or you may not pull it."
        : evidence.SaysAny("no such host", "server misbehaving") ? "the name of its registry can't be resolved."
        : evidence.SaysAny("connection refused", "i/o timeout", "network is unreachable", "connection reset", "TLS handshake timeout") ? "its registry can't be reached."
        : evidence.Says("toomanyrequests") ? "its registry limits how often one may pull."
        : evidence.Says("not found") ? "there is no such image or tag."
        : evidence.Says("no match for platform") ? "it isn't made for this platform."
        : "its registry refuses.";

    // buildx shows the Dockerfile for each error that has a place in it; without a failed vertex it is the reading that failed.
    public static DockerFault? DockerfileSyntax(FaultEvidence evidence) =>
        evidence.SaysAny("dockerfile parse error", "the Dockerfile cannot be empty", "unknown instruction", "file with no instructions")
        || (evidence.Excerpt is not null && evidence.Vertex is null)
            ? evidence.Fault(
                DockerFaultKind.DockerfileSyntax,
                evidence.Excerpt is { } place ? $"{place.File} has an error in line {place.Line}: {Reason(evidence)}." : $"The Dockerfile can't be read: {Reason(evidence)}.",
                evidence.Excerpt is null
                    ? "Begin it with FROM and the image to build on."
                    : "Correct the line; `docker buildx build --check` reads the file without building.") with { Detail = null }
            : null;

    private static string Reason(FaultEvidence evidence)
    {
        var error = evidence.Error;
        var prefix = "dockerfile parse error on line ";
        var start = error.IndexOf(prefix, StringComparison.Ordinal);
        return (start < 0 ? error : error[(error.IndexOf(": ", start, StringComparison.Ordinal) + 2)..]).TrimEnd('.');
    }
}
