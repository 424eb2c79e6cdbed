namespace WhiteBoxLab;

/// <summary>What there is one file each of, found by a scan.</summary>
internal static class Discover
{
    /// <summary>One of each class that is one of these.</summary>
    internal static IReadOnlyList<T> All<T>() => [.. Types<T>().Select(Made<T>)];

    /// <summary>Each class beside this one that is one of these and not abstract.</summary>
    internal static IEnumerable<Type> Types<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);

    /// <summary>One of a class that is made from nothing.</summary>
    internal static T Made<T>(Type type) => (T)Activator.CreateInstance(type, nonPublic: true)!; // never null for a class
}
