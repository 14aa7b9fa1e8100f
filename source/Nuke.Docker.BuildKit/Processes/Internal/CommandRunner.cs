using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Validation;
using Nuke.Docker.BuildKit.Versions;

namespace Nuke.Docker.BuildKit.Processes.Internal;

/// <summary>What all commands of the tasks classes do alike.</summary>
internal static class CommandRunner
{
    public static async Task<ProcessResult> RunAsync(DockerSettings settings, Action<OutputLine>? onLine, bool requireSuccess, CancellationToken cancellationToken, Stream? standardInput = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var result = await new DockerProcess().RunAsync(settings, onLine ?? settings.OnLine ?? CommandDefaults.OnLine, standardInput, cancellationToken);
        return requireSuccess ? result.EnsureSuccess() : result;
    }

    /// <summary>Holds the command against those versions that are known without asking.</summary>
    public static void Check(DockerSettings settings)
    {
        // Another tool than the one on PATH is nobody's whose version is known.
        if (settings.ToolPath is null && CommandDefaults.VersionsFile is { } file)
            SettingsValidator.ThrowOnError(SettingsValidator.ValidateCommand(settings, new ToolVersionsReader(file()).Known(settings.ToEnvironment())));
    }

    // After a failure nothing more is started, unless asked; what runs is let finish, for a half-done build is worth nothing.
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
            // Away from the caller's thread: some of what a command does before its process starts is work.
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
}
