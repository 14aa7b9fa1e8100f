using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>Runs the commands of the tasks classes.</summary>
internal static class CommandRunner
{
    public static async Task<ProcessResult> RunAsync(
        DockerSettings settings,
        Action<OutputLine>? onLine,
        bool requireSuccess,
        CancellationToken cancellationToken,
        Stream? standardInput = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var result = await new DockerProcess().RunAsync(settings, onLine ?? settings.OnLine ?? WriteToConsole, standardInput, cancellationToken);
        return requireSuccess ? result.EnsureSuccess() : result;
    }

    /// <summary>Checks the command against the versions that its settings name.</summary>
    /// <exception cref="InvalidSettingException">The installed tool would refuse or ignore a setting.</exception>
    public static void Check(DockerSettings settings)
    {
        // The versions are those of the tool in PATH. Another tool may have any version.
        if (settings is { ToolPath: null, Versions: { } versions })
            SettingsValidator.ThrowOnError(SettingsValidator.ValidateCommand(settings, versions));
    }

    // After a failure, no more commands start, unless requested. Running commands finish, because an interrupted build is useless.
    public static async Task<ImmutableArray<TResult>> RunAllAsync<TSettings, TResult>(
        IEnumerable<TSettings> settings,
        Func<TSettings, CancellationToken, Task<TResult>> run,
        int degreeOfParallelism,
        bool completeOnFailure,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        using var places = new SemaphoreSlim(degreeOfParallelism);
        var runs = new List<Task<TResult>>();
        foreach (var one in settings)
        {
            await places.WaitAsync(CancellationToken.None);
            if (cancellationToken.IsCancellationRequested || (!completeOnFailure && runs.Exists(task => task.IsCompleted && !task.IsCompletedSuccessfully)))
                break;
            runs.Add(RunOneAsync(one));
        }

        await Task.WhenAll(runs).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var failures = runs.SelectMany(task => task.Exception?.InnerExceptions ?? []).ToList();
        if (failures is [var failure])
            ExceptionDispatchInfo.Throw(failure);
        if (failures.Count > 1)
            throw new AggregateException($"{failures.Count} of {runs.Count} commands failed", failures);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. await Task.WhenAll(runs)];

        async Task<TResult> RunOneAsync(TSettings one)
        {
            // Leave the thread of the caller: a command also works before its process starts.
            await Task.Yield();
            try
            {
                return await run(one, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private static void WriteToConsole(OutputLine line) =>
        (line.Kind == OutputKind.StandardOutput ? Console.Out : Console.Error).WriteLine(CredentialShapes.Redact(line.Text));
}
