using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings
{
    /// <summary>Returns the values of <see cref="BuildArg"/>. One without a value has that of the variable, and is left out if there is none.</summary>
    internal ImmutableSortedDictionary<string, string> ArgumentValues() =>
        (BuildArg ?? ImmutableSortedDictionary<string, string?>.Empty)
            .Select(argument => KeyValuePair.Create(argument.Key, argument.Value ?? Variable(argument.Key)))
            .Where(argument => argument.Value is not null)
            .ToImmutableSortedDictionary(argument => argument.Key, argument => argument.Value!, StringComparer.Ordinal);

    /// <summary>Returns a variable of the command's environment; <c>null</c> if it is not set.</summary>
    internal string? Variable(string name) =>
        SecretEnvironmentVariables?.GetValueOrDefault(name)
        ?? (EnvironmentVariables?.TryGetValue(name, out var value) == true ? value : Environment.GetEnvironmentVariable(name));
}
