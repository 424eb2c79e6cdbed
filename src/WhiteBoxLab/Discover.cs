namespace WhiteBoxLab;

/// <summary>What there is one file each of, found by a scan.</summary>
internal static class Discover
{
    /// <summary>One of each class that is one of these and can be made from nothing.</summary>
    internal static IReadOnlyList<T> All<T>() => [.. Types<T>().Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!)]; // never null for a class

    /// <summary>Each class of the library that is one of these and not abstract.</summary>
    internal static IEnumerable<Type> Types<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
