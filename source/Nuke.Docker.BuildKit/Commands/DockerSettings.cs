using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Options common to all commands: tool, working directory and environment.</summary>
public abstract record DockerSettings
{
    /// <summary>The executable, as a path or as a name to find on PATH; <c>null</c> is <c>docker</c>.</summary>
    public string? ToolPath { get; init; }

    /// <summary>Working directory of the process; <c>null</c> is that of this process. Relative paths in other settings refer to it.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables that are added to the environment of this process; a <c>null</c> value removes the variable. <c>null</c> changes nothing.</summary>
    public ImmutableSortedDictionary<string, string?>? EnvironmentVariables { get; init; }

    /// <summary>
    /// Variables that override <see cref="EnvironmentVariables"/> and whose values are redacted in the shown command, in output and in errors.
    /// </summary>
    public ImmutableSortedDictionary<string, string>? SecretEnvironmentVariables { get; init; }

    /// <summary>Called for each output line, never concurrently. <c>null</c>: the lines are written to the console. Not part of the command.</summary>
    public Action<OutputLine>? OnLine { get; init; }

    /// <summary>
    /// Installed versions that the flags are checked against before a process starts. <c>null</c>, or a <see cref="ToolPath"/>: they are not checked.
    /// Not part of the command.
    /// </summary>
    public ToolVersions? Versions { get; init; }

    /// <summary>Words of the command: <c>buildx</c>, <c>build</c>.</summary>
    protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>Secret variables from other settings, such as a build secret that was created from a value.</summary>
    private protected virtual IEnumerable<KeyValuePair<string, string>> ImpliedSecretVariables =>
        this is IBuildSettings build ? [.. BuildValues.VariablesOf(build.Secret), .. CarriedArguments] : CarriedArguments;

    /// <summary>Secret values that the process gets in other ways than by variables, such as the content of a secret file.</summary>
    private protected virtual IEnumerable<string> ImpliedSecretValues =>
    [
        .. this is IBuildSettings build ? BuildValues.ValuesOf(build.Secret, this) : [],
        .. this is IHasBuildArguments given ? BuildArguments.SecretValues(given.BuildArg, EnvironmentVariables) : [],
    ];

    /// <summary>Renders the command, its flags in alphabetical order, and its positional arguments.</summary>
    /// <exception cref="InvalidSettingException">The tool would reject or silently ignore a value.</exception>
    public ArgumentList ToArguments()
    {
        var arguments = new ArgumentListBuilder(CreateRedactor(), CarriedArguments.Select(argument => argument.Key));
        foreach (var word in Command)
            arguments.Positional(word);
        Render(arguments);
        return arguments.ToArgumentList();
    }

    /// <summary>Returns all variables that are added to the environment of the process; a <c>null</c> value removes the variable. Includes secrets.</summary>
    public IReadOnlyDictionary<string, string?> ToEnvironment()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in EnvironmentVariables ?? KeyValues.None)
            environment[name] = value;
        foreach (var (name, value) in SecretVariables)
            environment[name] = value;
        return environment;
    }

    /// <summary>Returns the full path of a file or folder that the command names.</summary>
    internal string FullPath(string path) => Path.GetFullPath(path, Path.GetFullPath(WorkingDirectory ?? "."));

    /// <summary>Creates a redactor with the secret values of these settings, for output of the process.</summary>
    internal Redactor CreateRedactor() => new(SecretValues);

    /// <summary>The secret values of these settings.</summary>
    internal IEnumerable<string> SecretValues => [.. SecretVariables.Select(variable => variable.Value), .. ImpliedSecretValues];

    /// <summary>Returns the command for logs, with secrets redacted.</summary>
    public sealed override string ToString() => $"{ToolPath ?? "docker"} {ToArguments()}";

    /// <summary>Adds the flags in alphabetical order, then the positional arguments.</summary>
    private protected abstract void Render(ArgumentListBuilder _);

    private IEnumerable<KeyValuePair<string, string>> CarriedArguments => this is IHasBuildArguments { BuildArg: { } arguments }
        ? BuildArguments.Carried(arguments, (this as IBuildSettings)?.Secret, EnvironmentVariables)
            .Where(argument => SecretEnvironmentVariables?.ContainsKey(argument.Key) != true)
        : [];

    private IEnumerable<KeyValuePair<string, string>> SecretVariables =>
        (SecretEnvironmentVariables ?? KeyValues.NoSecrets).Concat(ImpliedSecretVariables);
}
