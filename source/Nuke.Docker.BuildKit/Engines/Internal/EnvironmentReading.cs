namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class EnvironmentReading
{
    /// <summary>Returns the value of a variable; <c>null</c> if it is unset or empty, which docker treats alike.</summary>
    public static string? Read(this IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static IReadOnlyDictionary<string, string> OfThisProcess() => OfThisProcess([]);

    /// <summary>Returns the environment of a process that this one starts.</summary>
    /// <param name="changes">The variables that it gets. <c>null</c>: it does not get the variable.</param>
    public static IReadOnlyDictionary<string, string> OfThisProcess(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var environment = System.Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(
                _ => (string)_.Key, _ => (string?)_.Value ?? "", OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (value is null)
                environment.Remove(name);
            else
                environment[name] = value;
        }

        return environment;
    }
}
