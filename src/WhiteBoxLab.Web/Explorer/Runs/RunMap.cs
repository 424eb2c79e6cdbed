using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>One map of a run: what was asked for, how far it is, and the map once it is there.</summary>
/// <param name="Id">Unique in its run.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Name">The method's name for people.</param>
/// <param name="Family">The method's family.</param>
/// <param name="Options">The options that differ from the defaults, or null.</param>
/// <param name="Status">How far it is.</param>
public sealed record RunMap(string Id, string Method, string Name, string Family, JsonObject? Options, RunMapStatus Status)
{
    /// <summary>What it will cost; null until the kernel has said.</summary>
    public PassEstimate? Cost { get; init; }

    /// <summary>Steps done.</summary>
    public int Done { get; init; }

    /// <summary>Steps in all; 0 until known.</summary>
    public int Total { get; init; }

    /// <summary>What a step is, in the plural.</summary>
    public string? Unit { get; init; }

    /// <summary>An estimate, or null.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>The map, or the map so far.</summary>
    [JsonPropertyName("map")]
    public MapArtifact? Artifact { get; init; }

    /// <summary>Why there is no map, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Seconds from the run's begin to the begin of this map, or null.</summary>
    public double? BeganAfter { get; init; }

    /// <summary>Seconds from the run's begin to the end of this map, or null.</summary>
    public double? EndedAfter { get; init; }

    /// <summary>Whether nothing more will happen to it by itself.</summary>
    public bool IsOver => Status is RunMapStatus.Done or RunMapStatus.Stopped or RunMapStatus.Failed;
}
