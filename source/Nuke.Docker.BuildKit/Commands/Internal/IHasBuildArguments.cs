using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Settings of a command with <c>--build-arg</c>. Credentials among the arguments are passed in variables, and redacted.</summary>
internal interface IHasBuildArguments
{
    /// <summary>Build arguments.</summary>
    ImmutableSortedDictionary<string, string?>? BuildArg { get; }
}
