namespace Nuke.Docker.BuildKit.Settings;

public sealed partial record BuildxBuildSettings
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ImpliedSecretVariables
    {
        get
        {
            foreach (var secret in Secret ?? [])
            {
                if (secret.CarriedVariable is { } variable)
                    yield return variable;
            }
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> ImpliedSecretValues => (Secret ?? []).Select(secret => secret.ReadValue(EnvironmentVariables, WorkingDirectory)).OfType<string>();

    // A folder called "-x" would be read as a flag.
    private string ContextArgument => Context switch
    {
        null or "" => ".",
        "-" => "-",
        _ when Context[0] == '-' => $"./{Context}",
        _ => Context,
    };
}
