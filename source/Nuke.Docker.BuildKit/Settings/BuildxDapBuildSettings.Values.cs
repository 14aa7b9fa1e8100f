using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

public sealed partial record BuildxDapBuildSettings
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ImpliedSecretVariables => BuildValues.VariablesOf(Secret);

    /// <inheritdoc/>
    protected override IEnumerable<string> ImpliedSecretValues => BuildValues.ValuesOf(Secret, this);

    private string ContextArgument => BuildValues.ContextArgument(Context);
}
