using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ImpliedSecretVariables => BuildValues.VariablesOf(Secret);

    /// <inheritdoc/>
    protected override IEnumerable<string> ImpliedSecretValues => BuildValues.ValuesOf(Secret, this);

    private string ContextArgument => BuildValues.ContextArgument(Context);
}
