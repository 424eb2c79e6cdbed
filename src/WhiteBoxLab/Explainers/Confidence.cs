namespace WhiteBoxLab;

/// <summary>
/// How sure it is that the survey (Ayyar, Benois-Pineau, Zemmari 2021) discusses a method, in WhiteBoxLab's own judgement.
/// </summary>
public enum Confidence
{
    /// <summary>About 85 %.</summary>
    High,

    /// <summary>About 70 %.</summary>
    Medium,

    /// <summary>About 50 %.</summary>
    Low,

    /// <summary>Later than the survey, or out of its line; shown beside it.</summary>
    NotInSurvey,
}
