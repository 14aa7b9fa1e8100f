using System.Text;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A secret for <c>RUN --mount=type=secret,id=…</c>. Its value is never part of an argument.</summary>
public sealed record BuildSecret : IArgumentValue
{
    private const string FileKey = "src";
    private const string FileKind = "file";
    private const string EnvironmentKey = "env";

    private readonly string _source;

    private BuildSecret(string id, string source, string reference)
    {
        Id = Required.Text(id, "--secret id");
        _source = source;
        Reference = Required.Text(reference, $"--secret id={id}, {source}");
    }

    /// <summary>Name by which the Dockerfile mounts it.</summary>
    public string Id { get; }

    /// <summary>File or environment variable that contains the value.</summary>
    public string Reference { get; }

    /// <summary>Variable to pass to the process; <c>null</c> unless the secret was created from a value.</summary>
    internal KeyValuePair<string, string>? CarriedVariable { get; private init; }

    /// <summary>Indicates that <see cref="Reference"/> names a file; otherwise it names an environment variable.</summary>
    public bool IsFile => _source == FileKey;

    /// <summary>Converts as <see cref="Parse"/> does; the value of a secret is rejected and not repeated in the error.</summary>
    public static implicit operator BuildSecret(string text) => Parse(text);

    /// <summary>
    /// Parses the value of <c>--secret</c>: <c>id=pip,src=file</c>, <c>id=pip,env=VARIABLE</c>. As in buildx, an id alone is a variable of that name
    /// if it is set when this method is called, otherwise a file.
    /// </summary>
    /// <exception cref="InvalidSettingException">The text has another form. The message does not repeat it, because it may contain the secret.</exception>
    public static BuildSecret Parse(string text)
    {
        var attributes = FlagAttributes.Read(text, "--secret");
        var id = attributes.Required("id");
        var type = attributes.Text("type");
        var file = attributes.Text("src", "source");
        var variable = attributes.Text("env");
        attributes.End();
        if (type is not (null or FileKind or EnvironmentKey) || (file is not null && variable is not null))
            throw new InvalidSettingException($"--secret id={id}", "use src=FILE or env=VARIABLE; the value of a secret is never part of a command line");

        // buildx treats type=env,src=NAME as env=NAME.
        if (type == EnvironmentKey && variable is null)
            (file, variable) = (null, file);
        if (file is null && variable is null)
            (file, variable) = Environment.GetEnvironmentVariable(id) is null ? (id, null) : ((string?)null, id);
        return variable is not null ? FromEnvironment(id, variable) : FromFile(id, file!);
    }

    /// <summary>Creates a secret whose value is read from a file when the build runs.</summary>
    public static BuildSecret FromFile(string id, string path) => new(id, FileKey, path);

    /// <summary>Creates a secret whose value is read from a variable of the process's environment. The build fails if it is not set.</summary>
    public static BuildSecret FromEnvironment(string id, string variable) => new(id, EnvironmentKey, variable);

    /// <summary>Creates a secret from a value, which is passed in a variable of the process and redacted everywhere.</summary>
    public static BuildSecret FromValue(string id, string value)
    {
        var secret = new BuildSecret(id, EnvironmentKey, VariableName(id));
        return secret with { CarriedVariable = new(secret.Reference, value) };
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new CsvWriter().Add("id", Id).Add(_source, Reference).ToArgument();

    /// <summary>The flag's value, without the secret's.</summary>
    public override string ToString() => ToArgument().ToString();

    /// <summary>Values of the secret during the build, for redaction: the whole, and the words that are secret in a longer file.</summary>
    internal IEnumerable<string> ReadValues(IReadOnlyDictionary<string, string?>? environment, string? workingDirectory) =>
        _source == EnvironmentKey
            ? SecretText.Values(environment?.GetValueOrDefault(Reference) ?? Environment.GetEnvironmentVariable(Reference) ?? "")
            : SecretText.ValuesOfFile(Path.GetFullPath(Reference, Path.GetFullPath(workingDirectory ?? ".")));

    // Different ids need different variables, also on Windows, where case is ignored.
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
