using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary><c>DockerRegistry</c> is given by a variable of that name, by <c>DOCKER_REGISTRY</c> or by <c>NUKE_DOCKER_REGISTRY</c>.</summary>
internal sealed class EnvironmentReader(BuildSession session)
{
    private const string Prefix = "NUKE";

    private Dictionary<string, string>? namesByKey;

    public GivenValue? Find(string name, bool ofHost)
    {
        var variables = session.Invocation.Environment;
        namesByKey ??= IndexNames(variables.Keys);
        var key = Key(name);

        // Shells set HOST, installers set ROOT: the host's own parameters want the prefix, or their exact name.
        var variable = namesByKey.GetValueOrDefault(Prefix + key)
            ?? (variables.ContainsKey(name) ? name : null)
            ?? (ofHost ? null : namesByKey.GetValueOrDefault(key));
        return variable != null && variables[variable] is { Length: > 0 } value
            ? new GivenValue([value], $"by the environment variable {variable}")
            : null;
    }

    private static Dictionary<string, string> IndexNames(IEnumerable<string> names)
    {
        var index = new Dictionary<string, string>();
        foreach (var name in names)
            index.TryAdd(Key(name), name);
        return index;
    }

    private static string Key(string name)
        => string.Create(name.Count(char.IsAsciiLetterOrDigit), name, static (span, text) =>
        {
            var next = 0;
            foreach (var character in text)
            {
                if (char.IsAsciiLetterOrDigit(character))
                    span[next++] = char.ToUpperInvariant(character);
            }
        });
}
