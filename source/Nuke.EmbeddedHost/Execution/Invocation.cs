using System.Collections;
using System.Text;
using Nuke.Common.IO;

namespace Nuke.Common.Execution;

/// <summary>Arguments, environment and output of a run. Tests create their own; a build uses those of its process.</summary>
internal sealed class Invocation
{
    private readonly Dictionary<string, string> environment;

    public Invocation(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory, TextWriter output)
    {
        (Arguments, this.environment, WorkingDirectory, Output) = (arguments, new Dictionary<string, string>(environment), workingDirectory, output);
    }

    public IReadOnlyList<string> Arguments { get; }
    public IReadOnlyDictionary<string, string> Environment => environment;
    public string WorkingDirectory { get; set; }
    public TextWriter Output { get; }

    /// <summary>True if the output is a terminal that shows colors.</summary>
    public bool Colors { get; init; }

    /// <summary>True if this run handles signals to the process.</summary>
    public bool TakesSignals { get; init; }

    /// <summary>
    /// Finds the root from the working directory if <c>--root</c> isn't given; <c>null</c>: the nearest folder upwards that contains <c>.nuke</c>.
    /// </summary>
    public Func<AbsolutePath, AbsolutePath>? FindRoot { get; init; }

    /// <summary>Returns the temporary folder of a root; <c>null</c>: <c>.nuke/temp</c>.</summary>
    public Func<AbsolutePath, AbsolutePath>? FindTemporary { get; init; }

    /// <summary>True if the run writes the schema of its parameters and the targets that have succeeded, which belong to the build of a repository.</summary>
    public bool KeepsRecords { get; init; } = true;

    public static Invocation OfThisProcess() => OfThisProcess(System.Environment.GetCommandLineArgs().AsSpan(1).ToArray());

    public static Invocation OfThisProcess(IReadOnlyList<string> arguments)
    {
        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";

        // The stream itself: Console.Out would first read the terminal's description, which takes longer than --help.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = encoding;
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), encoding, bufferSize: 1024) { AutoFlush = true });

        return new Invocation(arguments, environment, Directory.GetCurrentDirectory(), new CurrentOutput())
        {
            Colors = !Console.IsOutputRedirected
                && string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR"))
                && environment.GetValueOrDefault("TERM") != "dumb",
            TakesSignals = true,
        };
    }

    public void SetVariable(string name, string? value)
    {
        if (value == null)
            environment.Remove(name);
        else
            environment[name] = value;
    }
}
