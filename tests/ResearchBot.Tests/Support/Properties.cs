using FsCheck;
using FsCheck.Fluent;

namespace ResearchBot.Tests.Support;

/// <summary>Runs a property and throws the counterexample, made small, when it does not hold.</summary>
internal static class Properties
{
    public static void Holds<T>(Gen<T> values, Action<T> holds, int cases = 200) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases),
            Prop.ForAll(values.ToArbitrary(), holds));

    public static void HoldsAsync<T>(Gen<T> values, Func<T, Task> holds, int cases = 200) =>
        Holds(values, value => holds(value).GetAwaiter().GetResult(), cases);
}
