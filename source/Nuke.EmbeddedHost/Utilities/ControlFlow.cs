using Serilog;

namespace Nuke.Common;

public static class ControlFlow
{
    /// <summary>Runs the action; an exception becomes a warning, or nothing.</summary>
    public static void SuppressErrors(Action action, bool includeStackTrace = false, bool logWarning = true)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            if (logWarning)
                Log.Warning("{Message:l}", includeStackTrace ? exception.ToString() : exception.Message);
        }
    }

    /// <summary>The result of the function; an exception becomes a warning, or nothing, and the default value.</summary>
    public static T SuppressErrors<T>(Func<T> action, T defaultValue = default!, bool includeStackTrace = false, bool logWarning = true)
    {
        var result = defaultValue;
        SuppressErrors(() => { result = action(); }, includeStackTrace, logWarning);
        return result;
    }

    /// <summary>Runs the action up to <paramref name="retryAttempts"/> times. A cancellation isn't retried.</summary>
    /// <exception cref="Exception">The last attempt failed; its exception is the inner one.</exception>
    public static void ExecuteWithRetry(Action action, Action? cleanup = null, int retryAttempts = 3, TimeSpan? delay = null, Action<string>? logAction = null)
    {
        Assert.True(retryAttempts > 0, $"At least one attempt is needed, not {retryAttempts}");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (attempt == retryAttempts)
                    Assert.Fail($"Attempt {attempt} of {retryAttempts} failed: {exception.Message}", exception);
                (logAction ?? (x => Log.Warning("{Message:l}", x)))($"Attempt {attempt} of {retryAttempts} failed: {exception.Message}");
                if (delay != null)
                    Thread.Sleep(delay.Value);
            }
            finally
            {
                cleanup?.Invoke();
            }
        }
    }
}
