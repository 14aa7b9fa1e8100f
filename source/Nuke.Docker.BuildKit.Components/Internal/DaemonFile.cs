using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Changes the <c>daemon.json</c> of an engine, and prints what it does.</summary>
/// <param name="path">The file, whether it exists or not.</param>
/// <param name="proposal">The file that gets the new text if this user cannot write the other one.</param>
/// <param name="connection">The engine; <c>null</c> if none responds.</param>
/// <param name="restartParameter">The parameter that restarts docker, for messages.</param>
internal sealed class DaemonFile(string path, string proposal, EngineConnection? connection, string restartParameter)
{
    /// <returns>True if the file changes.</returns>
    /// <exception cref="DockerException">
    /// The file is invalid, or this user cannot change it (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>).
    /// </exception>
    public async Task<bool> ChangeAsync(IReadOnlyList<DaemonSetting> settings, bool dryRun, bool restart, CancellationToken cancellationToken)
    {
        var validate = DaemonConfigurationEditor.FindValidator(EnvironmentReading.OfThisProcess(), connection?.DockerPath);
        var change = await PlanAsync(settings, validate, cancellationToken);
        if (!change.Changes)
        {
            Log.Information("{Path:l} has these settings already", path);
            return false;
        }

        foreach (var line in change.ToDiff("/").TrimEnd('\n').Split('\n'))
            Log.Information("{Line:l}", line);
        if (validate is null)
            Log.Warning("The result was not validated: there is no dockerd on this machine");
        if (dryRun)
        {
            Log.Information("Nothing was written");
            return true;
        }

        var written = Write(change);
        Log.Information("{Path:l} was changed{Backup:l}", path, written is [var backup, _] ? $"; the old file is {backup}" : "");
        await RestartAsync(restart, cancellationToken);
        return true;
    }

    private async Task<FileChange> PlanAsync(
        IReadOnlyList<DaemonSetting> settings,
        Func<string, CancellationToken, Task<string?>>? validate,
        CancellationToken cancellationToken)
    {
        try
        {
            return await DaemonConfigurationEditor.PlanAsync(path, settings, validate, cancellationToken);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new DockerException(
                DockerFaultKind.DaemonConfigurationInvalid, $"{path} can't be read by this user. Run the target as root, with sudo.", denied);
        }
    }

    private IReadOnlyList<string> Write(FileChange change)
    {
        try
        {
            return FileChanges.Write([change]);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            FileChanges.Write([FileChange.Of(proposal, change.After)]);
            throw new DockerException(
                DockerFaultKind.DaemonConfigurationInvalid,
                $"{path} can't be written by this user: {denied.Message.TrimEnd('.')}. "
                + $"Run this command, which writes it as root: sudo install -D -m 644 --backup=numbered '{proposal}' '{path}'",
                denied);
        }
    }

    private async Task RestartAsync(bool restart, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsWindows())
            Log.Information("Docker reads it on restart: restart Docker Desktop");
        else if (connection is null)
            Log.Information("Docker reads it on start: systemctl start docker");
        else if (!restart)
            Log.Information("Docker reads it on restart: restart it when no container runs, or use {Parameter:l}", restartParameter);
        else if (await EngineRestart.RunAsync(connection, cancellationToken) is { } refusal)
            Log.Warning("Docker was not restarted: {Reason:l}", refusal);
        else
            Log.Information("Docker was restarted and responds");
    }
}
