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

    /// <summary>Runs the action up to <paramref name="retryAttempts"/> times; the last exception is thrown on.</summary>
    public static void ExecuteWithRetry(Action action, Action? cleanup = null, int retryAttempts = 3, TimeSpan? delay = null, Action<string>? logAction = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (attempt < retryAttempts && exception is not OperationCanceledException)
            {
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
