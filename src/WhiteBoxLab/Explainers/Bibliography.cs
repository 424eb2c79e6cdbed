namespace WhiteBoxLab;

/// <summary>Entries that several methods cite.</summary>
internal static class Bibliography
{
    /// <summary>Zeiler and Fergus 2014.</summary>
    internal const string ZeilerFergus2014 =
        "@inproceedings{zeiler2014visualizing, author = {Zeiler, Matthew D. and Fergus, Rob}, title = {Visualizing and "
        + "Understanding Convolutional Networks}, booktitle = {European Conference on Computer Vision}, pages = {818--833}, year "
        + "= {2014}, doi = {10.1007/978-3-319-10590-1_53}}";

    /// <summary>Selvaraju et al. 2017.</summary>
    internal const string Selvaraju2017 =
        "@inproceedings{selvaraju2017grad, author = {Selvaraju, Ramprasaath R. and Cogswell, Michael and Das, Abhishek and "
        + "Vedantam, Ramakrishna and Parikh, Devi and Batra, Dhruv}, title = {Grad-CAM: Visual Explanations from Deep Networks "
        + "via Gradient-Based Localization}, booktitle = {IEEE International Conference on Computer Vision}, pages = {618--626}, "
        + "year = {2017}, doi = {10.1109/ICCV.2017.74}}";

    /// <summary>Dhamdhere, Sundararajan, Yan 2018.</summary>
    internal const string Dhamdhere2018 =
        "@article{dhamdhere2018important, author = {Dhamdhere, Kedar and Sundararajan, Mukund and Yan, Qiqi}, title = {How "
        + "Important Is a Neuron?}, journal = {arXiv preprint arXiv:1805.12233}, year = {2018}}";

    /// <summary>Kapishnikov et al. 2019.</summary>
    internal const string Kapishnikov2019 =
        "@inproceedings{kapishnikov2019xrai, author = {Kapishnikov, Andrei and Bolukbasi, Tolga and Viegas, Fernanda and Terry, "
        + "Michael}, title = {XRAI: Better Attributions Through Regions}, booktitle = {IEEE/CVF International Conference on Computer "
        + "Vision}, pages = {4948--4957}, year = {2019}, doi = {10.1109/ICCV.2019.00505}}";

    /// <summary>Bach et al. 2015.</summary>
    internal const string Bach2015 =
        "@article{bach2015pixel, author = {Bach, Sebastian and Binder, Alexander and Montavon, Gr\u00e9goire and Klauschen, "
        + "Frederick and M\u00fcller, Klaus-Robert and Samek, Wojciech}, title = {On Pixel-Wise Explanations for Non-Linear "
        + "Classifier Decisions by Layer-Wise Relevance Propagation}, journal = {PLoS ONE}, volume = {10}, number = {7}, pages = "
        + "{e0130140}, year = {2015}, doi = {10.1371/journal.pone.0130140}}";

    /// <summary>Montavon et al. 2019.</summary>
    internal const string Montavon2019 =
        "@incollection{montavon2019layer, author = {Montavon, Gr\u00e9goire and Binder, Alexander and Lapuschkin, Sebastian "
        + "and Samek, Wojciech and M\u00fcller, Klaus-Robert}, title = {Layer-Wise Relevance Propagation: An Overview}, "
        + "booktitle = {Explainable AI: Interpreting, Explaining and Visualizing Deep Learning}, pages = {193--209}, publisher = "
        + "{Springer}, year = {2019}, doi = {10.1007/978-3-030-28954-6_10}}";

    /// <summary>Zhang et al. 2016.</summary>
    internal const string Zhang2016 =
        "@inproceedings{zhang2016top, author = {Zhang, Jianming and Lin, Zhe and Brandt, Jonathan and Shen, Xiaohui and "
        + "Sclaroff, Stan}, title = {Top-Down Neural Attention by Excitation Backprop}, booktitle = {European Conference on "
        + "Computer Vision}, pages = {543--559}, year = {2016}, doi = {10.1007/978-3-319-46493-0_33}}";

    /// <summary>Gildenblat et al. 2021: software, no paper.</summary>
    internal const string Gildenblat2021 =
        "@misc{gildenblat2021pytorch, author = {Gildenblat, Jacob and contributors}, title = {PyTorch library for CAM "
        + "methods}, howpublished = {https://github.com/jacobgil/pytorch-grad-cam}, year = {2021}}";

    /// <summary>Alber et al. 2019.</summary>
    internal const string Alber2019 =
        "@article{alber2019innvestigate, author = {Alber, Maximilian and Lapuschkin, Sebastian and Seegerer, Philipp and "
        + "H\u00e4gele, Miriam and Sch\u00fctt, Kristof T. and Montavon, Gr\u00e9goire and Samek, Wojciech and M\u00fcller, "
        + "Klaus-Robert and D\u00e4hne, Sven and Kindermans, Pieter-Jan}, title = {iNNvestigate Neural Networks!}, journal = "
        + "{Journal of Machine Learning Research}, volume = {20}, number = {93}, pages = {1--8}, year = {2019}}";

    /// <summary>Kindermans et al. 2018.</summary>
    internal const string Kindermans2018 =
        "@inproceedings{kindermans2018learning, author = {Kindermans, Pieter-Jan and Sch\u00fctt, Kristof T. and Alber, "
        + "Maximilian and M\u00fcller, Klaus-Robert and Erhan, Dumitru and Kim, Been and D\u00e4hne, Sven}, title = {Learning "
        + "How to Explain Neural Networks: PatternNet and PatternAttribution}, booktitle = {International Conference on Learning "
        + "Representations}, year = {2018}}";

    /// <summary>Kokhlikyan et al. 2020.</summary>
    internal const string Kokhlikyan2020 =
        "@misc{kokhlikyan2020captum, author = {Kokhlikyan, Narine and Miglani, Vivek and Martin, Miguel and Wang, Edward and "
        + "Alsallakh, Bilal and Reynolds, Jonathan and Melnikov, Alexander and Kliushkina, Natalia and Araya, Carlos and Yan, "
        + "Siqi and Reblitz-Richardson, Orion}, title = {Captum: A unified and generic model interpretability library for "
        + "PyTorch}, year = {2020}, eprint = {2009.07896}, archiveprefix = {arXiv}}";
}
