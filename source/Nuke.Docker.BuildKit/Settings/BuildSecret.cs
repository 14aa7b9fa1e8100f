using System.Text;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>A secret for <c>RUN --mount=type=secret,id=…</c>. Its value never stands in an argument.</summary>
public sealed record BuildSecret : IArgumentValue
{
    private readonly string _source;

    private BuildSecret(string id, string source, string reference)
    {
        Id = Required.Text(id, "--secret id");
        _source = source;
        Reference = Required.Text(reference, $"--secret id={id}, {source}");
    }

    /// <summary>Name by which the Dockerfile mounts it.</summary>
    public string Id { get; }

    /// <summary>The file or the environment variable that holds the value.</summary>
    public string Reference { get; }

    /// <summary>The variable to give to the process; <c>null</c> unless the secret was made from a value.</summary>
    internal KeyValuePair<string, string>? CarriedVariable { get; private init; }

    /// <summary>Read from a file when the build runs.</summary>
    public static BuildSecret FromFile(string id, string path) => new(id, "src", path);

    /// <summary>Read from a variable of the process's environment; unset, it is an error of the build.</summary>
    public static BuildSecret FromEnvironment(string id, string variable) => new(id, "env", variable);

    /// <summary>Travels through a variable that is set for the process alone, and is redacted wherever it turns up.</summary>
    public static BuildSecret FromValue(string id, string value)
    {
        var secret = new BuildSecret(id, "env", VariableName(id));
        return secret with { CarriedVariable = new(secret.Reference, value) };
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new CsvWriter().Add("id", Id).Add(_source, Reference).ToArgument();

    /// <summary>The flag's value, without the secret's.</summary>
    public override string ToString() => ToArgument().ToString();

    /// <summary>What the build will find in it, so that it can be hidden in output; <c>null</c> where there is nothing to hide.</summary>
    internal string? ReadValue(IReadOnlyDictionary<string, string?>? environment, string? workingDirectory) =>
        _source == "env"
            ? environment?.GetValueOrDefault(Reference) ?? Environment.GetEnvironmentVariable(Reference)
            : ReadLine(Path.GetFullPath(Reference, Path.GetFullPath(workingDirectory ?? ".")));

    // A password or a token is one line. Of a longer file, such as a pip.conf, nobody can tell which words are secret.
    private static string? ReadLine(string file)
    {
        try
        {
            var length = new FileInfo(file) is { Exists: true } info ? info.Length : 0;
            return length is > 0 and < 4096 && File.ReadAllText(file).Trim() is var text && !text.Contains('\n', StringComparison.Ordinal) ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The build will say so.
            return null;
        }
    }

    // Different ids need different names, also on Windows where case doesn't count.
    private static string VariableName(string id)
    {
        var name = new StringBuilder("BUILD_SECRET_");
        foreach (var character in id ?? "")
        {
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character))
                name.Append(char.ToUpperInvariant(character));
            else
                name.Append('_').Append(((int)character).ToString("X4"));
        }

        return name.ToString();
    }
}
