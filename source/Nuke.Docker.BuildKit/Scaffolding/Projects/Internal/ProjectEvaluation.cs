using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>
/// Packages of a project as evaluated by the installed SDK, including those from <c>Directory.Build.props</c>. The SDK runs in its own process:
/// in this process, MSBuild would load the assemblies of the build host, which has other versions of the same ones (NuGet.Frameworks).
/// </summary>
internal sealed class ProjectEvaluation
{
    // Set by a host that located MSBuild itself, or by the SDK for its child processes. Another SDK must not use these files.
    private static readonly string[] s_foreign = ["MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    private static readonly string[] s_questions =
        ["-getProperty:ManagePackageVersionsCentrally,DirectoryPackagesPropsPath", "-getItem:PackageReference,PackageVersion,ProjectReference"];

    private readonly JsonElement _result;

    private ProjectEvaluation(JsonElement result) => _result = result;

    /// <summary>Returns the value of a property, empty if it is not set.</summary>
    public string Property(string name) => _result.GetProperty("Properties").GetProperty(name).GetString() ?? "";

    /// <summary>Returns the items of a type with their metadata; <c>Identity</c> is the name.</summary>
    public IEnumerable<ProjectItem> Items(string type) =>
        _result.GetProperty("Items").GetProperty(type).EnumerateArray().Select(item => new ProjectItem(item));

    /// <summary>Returns the item of this name; <c>null</c> if there is none.</summary>
    public ProjectItem? Find(string type, string name) =>
        Items(type).FirstOrDefault(item => string.Equals(item["Identity"], name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Evaluates a project with the first SDK that accepts it and its global.json.</summary>
    /// <exception cref="DockerException">
    /// The project or an imported file cannot be evaluated (<see cref="DockerFaultKind.ProjectInvalid"/>). No .NET SDK is installed, or none satisfies the
    /// project's global.json (<see cref="DockerFaultKind.SdkMissing"/>).
    /// </exception>
    public static ProjectEvaluation Read(string project)
    {
        string? details = null;
        foreach (var program in SdkPrograms.Find(Path.GetDirectoryName(project)!))
        {
            var (output, error) = Run(program, project);
            var start = output.StartsWith('{') ? 0 : output.IndexOf("\n{", StringComparison.Ordinal);
            if (start >= 0)
                return new(JsonDocument.Parse(output.AsMemory(start)).RootElement);

            if (MSBuildErrors.Read($"{error}\n{output}") is { } invalid)
                throw invalid;

            details ??= $"{program}: {Summary(error.Length > 0 ? error : output)}";
        }

        throw ProjectFault.NoSdk(project, details);
    }

    private static (string Output, string Error) Run(string program, string project)
    {
        var start = new ProcessStartInfo(program, ["msbuild", project, "-nologo", .. s_questions])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The search for global.json starts here.
            WorkingDirectory = Path.GetDirectoryName(project)!,
        };
        foreach (var name in s_foreign)
            start.Environment.Remove(name);
        (start.Environment["DOTNET_NOLOGO"], start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"], start.Environment["DOTNET_CLI_UI_LANGUAGE"]) = ("1", "1", "en");
        // A worker that outlives its build would keep the streams open.
        (start.Environment["MSBUILDDISABLENODEREUSE"], start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"]) = ("1", "0");
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            return ("", exception.Message);
        }
    }

    // The messages of dotnet without suggestions, links and stack traces.
    private static string Summary(string text) => string.Join(' ', text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith('*') && !line.StartsWith("---", StringComparison.Ordinal)
            && !line.EndsWith(':') && !line.Contains("://", StringComparison.Ordinal) && !line.Contains("'msbuild'", StringComparison.Ordinal))
        .Append("")).TrimEnd();

    internal sealed class ProjectItem(JsonElement item)
    {
        /// <summary>Returns a piece of metadata, empty if it is not set.</summary>
        public string this[string name] => item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}
